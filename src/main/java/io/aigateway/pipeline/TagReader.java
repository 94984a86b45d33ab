package io.aigateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.call.Call;
import io.aigateway.call.Tags;
import io.aigateway.error.Errors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a call's tags: from the header, else from the body, and always those of the key and the
 * sub-account.
 */
public final class TagReader {

    /** The call with its tags; 400 when one cannot be a tag. */
    public Call read(@Variable("call") Call call) {
        List<String> names = new ArrayList<>(given(call));
        names.addAll(call.knownCaller().defaultTags());
        try {
            return call.tagged(names.isEmpty() ? Tags.NONE : new Tags(names));
        } catch (IllegalArgumentException notTags) {
            throw Errors.invalidRequest("tags", "Tags: " + notTags.getMessage() + ".")
                    .asException();
        }
    }

    private static List<String> given(Call call) {
        String header =
                firstOf(call.headers().get("x-aig-tag"), call.headers().get("x-litellm-tags"));
        if (header != null) {
            return split(header);
        }
        JsonNode body = call.request().body();
        JsonNode tags = body.path("metadata").path("tags");
        return texts(tags.isMissingNode() ? body.path("tags") : tags);
    }

    private static @Nullable String firstOf(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static List<String> split(String commaList) {
        return Arrays.stream(commaList.split(","))
                .map(String::trim)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private static List<String> texts(JsonNode tags) {
        if (tags.isTextual()) {
            return split(tags.asText());
        }
        List<String> names = new ArrayList<>();
        tags.forEach(tag -> names.add(tag.asText()));
        return names;
    }
}
