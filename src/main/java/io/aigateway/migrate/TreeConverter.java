package io.aigateway.migrate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns what stands all over a tree into configuration of ours: names and wishes in programs, for
 * which the source has no file of its own.
 */
public interface TreeConverter {

    /** Whose words it reads. */
    Source source();

    /** Words of files that it has to see although they do not name the source. */
    List<String> needles();

    /**
     * A word of JSON that may be the body of a call although it does not name the source; files
     * that only have this one are shown to nobody else. Empty for none.
     */
    default String bodyNeedle() {
        return "";
    }

    /**
     * What each file comes to. A document that several files lead to stands with the first of them.
     *
     * @param files those that name the source or hold a needle, by path
     * @param written the text of a document that is already below {@code --config-out}
     */
    Map<SourceFile, Conversion> convert(
            List<SourceFile> files, Function<String, Optional<String>> written);
}
