package io.aigateway.catalog;

import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.config.Finding;
import io.aigateway.config.Findings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogue in use, replaced as a whole when its files change. A broken edit is reported and
 * the old content keeps serving. Thread-safe; reading the current one costs a volatile read.
 */
public final class LiveCatalog {

    private static final Logger LOGGER = LoggerFactory.getLogger(LiveCatalog.class);

    private final ConfigFiles files;
    private final Environment environment;
    private volatile Catalog current;
    private List<String> stamp;
    private List<String> lastLook;
    private volatile List<Finding> refused = List.of();
    private volatile long taken;

    /**
     * Loads the catalogue.
     *
     * @throws io.aigateway.error.ConfigException listing every error
     */
    public LiveCatalog(ConfigFiles files, Environment environment) {
        this.files = files;
        this.environment = environment;
        this.stamp = files.stamp(Catalog.FILES);
        this.lastLook = stamp;
        this.current = Catalog.load(files, environment);
    }

    /** The catalogue in use. Ask once a call, so that the call sees one catalogue throughout. */
    public Catalog current() {
        return current;
    }

    /**
     * Reads the files again and uses them unless they have errors.
     *
     * @return what is wrong or doubtful; with an error among it, the old catalogue stays in use
     */
    public synchronized List<Finding> reload() {
        stamp = files.stamp(Catalog.FILES);
        Findings findings = new Findings();
        Catalog fresh = CatalogReader.read(files, environment, findings);
        if (findings.errors() == 0) {
            current = fresh;
            refused = List.of();
            taken++;
            LOGGER.atInfo()
                    .addKeyValue("providers", fresh.providers().all().size())
                    .addKeyValue("models", fresh.models().all().size())
                    .log("the catalogue was read again");
        } else {
            refused = findings.all().stream().filter(Finding::isError).toList();
            LOGGER.atWarn()
                    .addKeyValue("errors", findings.errors())
                    .log("an edited catalogue has errors; the old one stays in use");
            findings.all().stream()
                    .filter(Finding::isError)
                    .forEach(finding -> LOGGER.atWarn().log("{}", finding));
        }
        return findings.all();
    }

    /** What is wrong with files that were edited and are not in force; empty when all are. */
    public List<Finding> refused() {
        return refused;
    }

    /** How many edits were taken into service. */
    public long taken() {
        return taken;
    }

    /**
     * Reloads if a file was edited, added or removed, and has stayed as it is since the last look,
     * so that none is read while it is being written. Cheap enough to be called several times a
     * second.
     *
     * @return the findings of the reload; empty when nothing changed or nothing is wrong
     */
    public synchronized List<Finding> reloadIfChanged() {
        List<String> now = files.stamp(Catalog.FILES);
        boolean settled = now.equals(lastLook);
        lastLook = now;
        return settled && !now.equals(stamp) ? reload() : List.of();
    }
}
