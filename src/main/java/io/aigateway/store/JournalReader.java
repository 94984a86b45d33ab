package io.aigateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a process that ended left in its journal. Bytes after the last line break are a line
 * that a kill cut short, and nothing to speak of: nobody was told that it was written. A whole line
 * that is not as it was written means that the disk lost something: the file is kept aside, and
 * everything that can be read is used.
 */
final class JournalReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(JournalReader.class);

    private final Map<String, byte[]> texts = new LinkedHashMap<>();
    private final String now;

    private JournalReader(String now) {
        this.now = now;
    }

    /**
     * The last text of each id, over all files of a folder, in the order of first mention.
     *
     * @param now a time for the names of damaged files, such as {@code 20261123T104500Z}
     */
    static Map<String, byte[]> read(Path folder, String now) throws IOException {
        JournalReader reader = new JournalReader(now);
        for (Path file : SegmentFile.in(folder)) {
            reader.read(file);
        }
        return reader.texts;
    }

    private void read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int damaged = 0;
        int start = 0;
        for (int end = 0; end < all.length; end++) {
            if (all[end] == '\n') {
                damaged += took(Arrays.copyOfRange(all, start, end)) ? 0 : 1;
                start = end + 1;
            }
        }
        if (damaged > 0) {
            keepAside(file, damaged);
        }
    }

    private boolean took(byte[] line) {
        Optional<JournalLine> read = JournalLine.read(line);
        read.ifPresent(whole -> texts.put(whole.id(), whole.text()));
        return read.isPresent();
    }

    private void keepAside(Path file, int damaged) throws IOException {
        Path copy = file.resolveSibling(file.getFileName() + ".damaged-" + now);
        Files.copy(file, PrivateFiles.file(copy), StandardCopyOption.REPLACE_EXISTING);
        LOGGER.warn(
                "{} of the lines in {} are damaged and were passed over; all others were used."
                        + " The file is kept as {}: compare that time with your providers' bills",
                damaged,
                file,
                copy.getFileName());
    }
}
