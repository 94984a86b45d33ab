package io.aigateway.migrate.plan;

import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.TreeConverter;
import io.aigateway.migrate.tree.Scanner;
import io.aigateway.migrate.tree.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What converters make of a whole tree. */
final class TreeConversions {

    private final Path configOut;

    private TreeConversions(Path configOut) {
        this.configOut = configOut;
    }

    /**
     * Their conversions.
     *
     * @throws IOException when a document that is there already cannot be read
     */
    static List<ConversionPlan> of(
            List<TreeConverter> converters, List<SourceFile> files, Path configOut)
            throws IOException {
        TreeConversions tree = new TreeConversions(configOut);
        List<ConversionPlan> plans = new ArrayList<>();
        try {
            for (TreeConverter converter : converters) {
                converter
                        .convert(files, tree::written)
                        .forEach(
                                (file, conversion) ->
                                        plans.add(
                                                new ConversionPlan(
                                                        file, conversion, configOut, false)));
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        return plans;
    }

    private Optional<String> written(String document) {
        Path path = configOut.resolve(document);
        try {
            return Files.isRegularFile(path) && Files.size(path) <= Scanner.LARGEST
                    ? Optional.of(Texts.decoded(Files.readAllBytes(path)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("'" + path + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
