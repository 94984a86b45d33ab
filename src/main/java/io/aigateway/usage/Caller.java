package io.aigateway.usage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who made a call.
 *
 * @param keyId the key, if the call got that far
 * @param subAccountId its sub-account, if it has one
 * @param tags each tag once, in the order of the call; the first is the main one
 */
public record Caller(@Nullable String keyId, @Nullable String subAccountId, List<String> tags) {

    /** A call that was refused before its key was known. */
    public static final Caller UNKNOWN = new Caller(null, null, List.of());

    public Caller {
        tags = tags.stream().distinct().toList();
    }

    /** The first tag, if there is one. */
    public @Nullable String mainTag() {
        return tags.isEmpty() ? null : tags.get(0);
    }
}
