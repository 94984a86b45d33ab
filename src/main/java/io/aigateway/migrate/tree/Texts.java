package io.aigateway.migrate.tree;

import io.aigateway.migrate.FileKind;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.Words;
import io.aigateway.migrate.tree.Scanner.Candidate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads files as text, losing no byte. */
public final class Texts {

    private static final int LONGEST_LINE = 5_000;
    private static final int HEAD = 2_000;
    private static final Set<FileKind> MINIFIED =
            Set.of(FileKind.JAVASCRIPT, FileKind.TYPESCRIPT, FileKind.TSX, FileKind.OTHER);
    private static final Pattern GENERATED =
            Pattern.compile(
                    "(?im)^\\W{0,6}(code generated .*do not edit|.*@generated\\b|this file (is|was) (auto-?|automatically )generated).*$");

    /** In all of those. */
    private static final Words GENERATED_AT_ALL = Words.of(List.of("generated"));

    private Texts() {}

    /**
     * Reads a file, if it is text that a person wrote.
     *
     * @param base the folder that the candidate's path is relative to
     * @param needles a file that holds none of them is not decoded
     * @return empty when it holds no needle, or is binary, generated, minified or too large
     * @throws IOException when it cannot be read
     */
    public static Optional<SourceFile> read(Path base, Candidate candidate, Needles needles)
            throws IOException {
        byte[] bytes = Files.readAllBytes(base.resolve(candidate.path()));
        if (bytes.length > Scanner.LARGEST || !needles.in(bytes) || isBinary(bytes)) {
            return Optional.empty();
        }
        SourceFile named = file(candidate.path(), bytes, candidate.kind());
        FileKind kind = Kinds.byText(named.shown(), candidate.kind(), named.text());
        return isMadeByATool(kind, named.text())
                ? Optional.empty()
                : Optional.of(new SourceFile(named.path(), named.text(), named.charset(), kind));
    }

    /** A file of these bytes; encoding its text with its charset gives them again. */
    public static SourceFile file(Path path, byte[] bytes, FileKind kind) {
        Charset charset = isUtf8(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return new SourceFile(path, new String(bytes, charset), charset, kind);
    }

    /** The characters of a file. */
    public static String decoded(byte[] bytes) {
        return file(Path.of(""), bytes, FileKind.OTHER).text();
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException otherEncoding) {
            return false;
        }
    }

    /** As git does: a zero byte near the beginning. */
    private static boolean isBinary(byte[] bytes) {
        for (int at = 0; at < Math.min(bytes.length, 8_000); at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMadeByATool(FileKind kind, String text) {
        String head = text.substring(0, Math.min(text.length(), HEAD));
        return (GENERATED_AT_ALL.areIn(head) && GENERATED.matcher(head).find())
                || (MINIFIED.contains(kind)
                        && text.lines().anyMatch(line -> line.length() > LONGEST_LINE));
    }
}
