package io.aigateway.migrate.convert.portkey;

import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.ConversionContext;
import io.aigateway.migrate.Converter;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.convert.Accounting;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Settings;
import io.aigateway.migrate.convert.Shipped;
import io.aigateway.migrate.convert.UnreadableDocument;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Portkey's configuration object: a tree of strategies whose leaves are providers. It becomes a
 * rule that is called like the file. The format is Portkey's JSON Schema, "config-object" in its
 * documentation of the API.
 */
public final class PortkeyConverter implements Converter {

    /** At the edge of the file: what holds one among other things is a program's, not a config. */
    private static final Pattern BEGINNING = Pattern.compile("\\A\\uFEFF?\\s*\\{");

    private static final Pattern MODE =
            Pattern.compile("\"mode\"\\s*:\\s*\"(fallback|loadbalance|conditional|single)\"");
    private static final int LONGEST_NAME = 100;

    private final Shipped shipped;
    private final Shape shape;

    /** Reads what is known of our side. */
    public PortkeyConverter() {
        this.shipped = new Shipped();
        this.shape = new Shape(shipped);
    }

    @Override
    public Source source() {
        return Source.PORTKEY;
    }

    @Override
    public boolean recognises(SourceFile file) {
        return file.kind() == FileKind.JSON
                && BEGINNING.matcher(file.text()).find()
                && MODE.matcher(file.text()).find()
                && isTree(file.text());
    }

    @Override
    public Conversion convert(SourceFile file, ConversionContext context) {
        try {
            Optional<Setting> root = Settings.read(file.text());
            if (root.isEmpty()) {
                return new Conversion(new TreeMap<>(), List.of());
            }
            Tree tree = new Tree(new Leaves(shipped, context.choices().map()));
            SortedMap<String, String> files = tree.files(root.get(), ruleName(file), file.shown());
            return new Conversion(files, new Accounting(Reasons::of).of(root.get()));
        } catch (UnreadableDocument e) {
            String why = "the file cannot be read: " + e.getMessage();
            return new Conversion(
                    new TreeMap<>(),
                    List.of(new KeyFate(file.shown(), e.line(), KeyFate.Fate.NOT_CARRIED, why)));
        }
    }

    private boolean isTree(String text) {
        try {
            return Settings.read(text).filter(shape::fits).isPresent();
        } catch (UnreadableDocument broken) {
            return false;
        }
    }

    /** The file's name without its ending, as a rule can have it. */
    private static String ruleName(SourceFile file) {
        String stem = file.name().replaceFirst("\\.[^.]*$", "");
        String clean = stem.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String name = clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
        return name.isEmpty() ? "portkey" : name;
    }
}
