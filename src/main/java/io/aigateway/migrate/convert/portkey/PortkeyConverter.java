package io.aigateway.migrate.convert.portkey;

import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.ConversionContext;
import io.aigateway.migrate.Converter;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.Source;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.convert.SettingsFile;
import io.aigateway.migrate.convert.Shipped;
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
                && SettingsFile.fits(file.text(), shape::fits);
    }

    @Override
    public Conversion convert(SourceFile file, ConversionContext context) {
        Tree tree = new Tree(new Leaves(shipped, context.choices().map()));
        return SettingsFile.converted(
                file, root -> tree.files(root, ruleName(file), file.shown()), Reasons::of);
    }

    /** The file's name without its ending, as a rule can have it. */
    private static String ruleName(SourceFile file) {
        String stem = file.name().replaceFirst("\\.[^.]*$", "");
        String clean = stem.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String name = clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
        return name.isEmpty() ? "portkey" : name;
    }
}
