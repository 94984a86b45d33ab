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

    /**
     * Loads the catalogue.
     *
     * @throws io.aigateway.error.ConfigException listing every error
     */
    public LiveCatalog(ConfigFiles files, Environment environment) {
        this.files = files;
        this.environment = environment;
        this.stamp = files.stamp(Catalog.FILES);
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
        Catalog fresh = CatalogReader.read(files, environment, findings, current);
        if (findings.errors() == 0) {
            current = fresh;
            LOGGER.atInfo()
                    .addKeyValue("providers", fresh.providers().all().size())
                    .addKeyValue("models", fresh.models().all().size())
                    .log("the catalogue was read again");
        } else {
            LOGGER.atWarn()
                    .addKeyValue("errors", findings.errors())
                    .log("an edited catalogue has errors; the old one stays in use");
            findings.all().stream()
                    .filter(Finding::isError)
                    .forEach(finding -> LOGGER.atWarn().log("{}", finding));
        }
        return findings.all();
    }

    /**
     * Reloads if a file was edited, added or removed since the last look; cheap enough to be called
     * once a second.
     *
     * @return the findings of the reload; empty when nothing changed or nothing is wrong
     */
    public synchronized List<Finding> reloadIfChanged() {
        return stamp.equals(files.stamp(Catalog.FILES)) ? List.of() : reload();
    }
}
