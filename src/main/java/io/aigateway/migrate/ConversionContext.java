package io.aigateway.migrate;

import java.util.Optional;

/** What a converter may ask for. */
public interface ConversionContext {

    /**
     * Another file that a configuration names.
     *
     * @param from the file that names it
     * @param name the path as it stands there, relative to that file
     * @return empty when it does not exist, is too large, or lies outside of what is migrated
     */
    Optional<SourceFile> included(SourceFile from, String name);

    /** What the person chose. */
    Choices choices();

    /** Where the migrated files point to. */
    Target target();
}
