package io.aigateway.migrate.plan;

import io.aigateway.migrate.Choices;
import io.aigateway.migrate.ConversionContext;
import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Target;
import io.aigateway.migrate.tree.Scanner;
import io.aigateway.migrate.tree.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a configuration includes, inside of the tree only.
 *
 * @param found the files that were included, as they are shown; filled while conversions run
 */
record Includes(Path base, Choices choices, Target target, Set<String> found)
        implements ConversionContext {

    @Override
    public Optional<SourceFile> included(SourceFile from, String name) {
        try {
            Path real = base.resolve(from.path()).resolveSibling(name).toRealPath();
            Path root = base.toRealPath();
            if (!real.startsWith(root)
                    || !Files.isRegularFile(real)
                    || Files.size(real) > Scanner.LARGEST) {
                return Optional.empty();
            }
            SourceFile file =
                    Texts.file(root.relativize(real), Files.readAllBytes(real), FileKind.YAML);
            found.add(file.shown());
            return Optional.of(file);
        } catch (IOException | InvalidPathException missing) {
            return Optional.empty();
        }
    }
}
