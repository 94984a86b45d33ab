package io.aigateway.migrate.plan;

import io.aigateway.migrate.Conversion;
import io.aigateway.migrate.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is said to the source in one file and becomes configuration of ours.
 *
 * @param file the original, which stays as it is
 * @param conversion what it is in our words
 * @param folder where the documents are written
 * @param whole whether all of the file is configuration, and not only a part of what it says
 */
public record ConversionPlan(SourceFile file, Conversion conversion, Path folder, boolean whole) {

    /** The documents that are not there yet. */
    public List<String> missing() {
        return conversion.files().keySet().stream()
                .filter(name -> !Files.exists(folder.resolve(name)))
                .toList();
    }

    /** Whether a document is there with another content, which a person may have given it. */
    boolean differs(String name) throws IOException {
        byte[] wanted =
                String.valueOf(conversion.files().get(name)).getBytes(StandardCharsets.UTF_8);
        return !Arrays.equals(Files.readAllBytes(folder.resolve(name)), wanted);
    }
}
