package io.aigateway.migrate;

import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * A file as it is.
 *
 * @param path relative to the root that is migrated
 * @param text its bytes decoded so that encoding gives the same bytes again; a byte order mark and
 *     the line ends stay in it
 * @param charset what it was decoded with: UTF-8, otherwise ISO-8859-1, which takes any byte
 * @param kind what it is
 */
public record SourceFile(Path path, String text, Charset charset, FileKind kind) {

    public SourceFile {
        if (path.isAbsolute()) {
            throw new IllegalArgumentException("path must be relative, but was '" + path + "'");
        }
    }

    /** The path with {@code /} between its names, on every system. */
    public String shown() {
        return path.toString().replace('\\', '/');
    }

    /** The name of the file without its folders. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** The line on which a character stands; the first is 1. */
    public int lineOf(int offset) {
        if (offset < 0 || offset > text.length()) {
            throw new IllegalArgumentException(
                    "offset must be within 0 and %d, but was %d".formatted(text.length(), offset));
        }
        int line = 1;
        for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
            line++;
        }
        return line;
    }
}
