package io.aigateway.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environment variables of the process; {@code System::getenv} is one. */
@FunctionalInterface
public interface Environment {

    /** The variable as it stands, or null when it is not set. */
    @Nullable String get(String name);

    /** The variable without surrounding blanks; a blank one counts as not set. */
    default Optional<String> value(String name) {
        return Optional.ofNullable(get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
