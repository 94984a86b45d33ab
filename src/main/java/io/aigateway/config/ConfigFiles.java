package io.aigateway.config;

import io.aigateway.error.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where configuration is read from: the operator's folder, and for a file missing there the copy
 * packaged under {@code META-INF/aigateway/config/}.
 */
public final class ConfigFiles {

    /** The largest file that is read, in bytes. */
    public static final int LARGEST = 5 * 1024 * 1024;

    private static final String PACKAGED = "META-INF/aigateway/config/";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final @Nullable Path dir;

    /** Reads from a folder, or only from the class path when there is none. */
    public ConfigFiles(@Nullable Path dir) {
        this.dir = dir;
    }

    /**
     * Reads a file such as {@code providers.yaml}.
     *
     * @throws ConfigException when it exists nowhere, is larger than {@link #LARGEST}, is not UTF-8
     *     or cannot be read
     */
    public ConfigText read(String name) {
        String source = source(name);
        try (InputStream in = open(name, source)) {
            return new ConfigText(source, decode(source, in.readNBytes(LARGEST + 1)));
        } catch (IOException e) {
            throw new ConfigException(
                    source + ":1: cannot be read (" + e.getMessage() + "); make it readable");
        }
    }

    /** Where a file is read from, as messages name it. */
    public String source(String name) {
        Path own = own(name);
        return own == null ? "classpath:" + PACKAGED + name : own.toString();
    }

    /**
     * A value that is equal to an earlier one as long as none of the files was replaced, edited,
     * added or removed. Costs one look at each file's attributes, so it can be asked every second.
     */
    public List<String> stamp(List<String> names) {
        return names.stream().map(this::stamp).toList();
    }

    private String stamp(String name) {
        Path own = own(name);
        if (own == null) {
            return "packaged";
        }
        try {
            BasicFileAttributes now = Files.readAttributes(own, BasicFileAttributes.class);
            return now.lastModifiedTime() + "/" + now.size() + "/" + now.fileKey();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private @Nullable Path own(String name) {
        Path own = dir == null ? null : dir.resolve(name);
        return own != null && Files.exists(own) ? own : null;
    }

    private InputStream open(String name, String source) throws IOException {
        Path own = own(name);
        if (own != null) {
            return Files.newInputStream(own);
        }
        InputStream packaged =
                ConfigFiles.class.getClassLoader().getResourceAsStream(PACKAGED + name);
        if (packaged == null) {
            throw new ConfigException(source + ":1: no such file; put " + name + " into --config");
        }
        return packaged;
    }

    private static String decode(String source, byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new ConfigException(
                    source + ":1: the file is too large; at most " + LARGEST + " bytes are read");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigException(source + ":1: the file is not UTF-8; save it as UTF-8");
        }
    }
}
