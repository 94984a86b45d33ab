package io.aigateway.migrate;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A configuration in our words.
 *
 * @param files the documents to be written below {@code --config-out}, by name, such as {@code
 *     providers.yaml}
 * @param fates what became of each setting of the original
 */
public record Conversion(SortedMap<String, String> files, List<KeyFate> fates) {

    public Conversion {
        for (String name : files.keySet()) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw new IllegalArgumentException(
                        "a file must have a plain name, but was '" + name + "'");
            }
        }
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        fates = List.copyOf(fates);
    }
}
