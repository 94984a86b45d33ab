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
 * Reads a call's tags: from the header, else from the body, else from what it says about itself in
 * the words of other gateways; and always those of the key and the sub-account.
 */
public final class TagReader {

    /** The call with its tags; 400 when one cannot be a tag. */
    public Call read(@Variable("call") Call call) {
        List<String> own = given(call);
        List<String> always = call.knownCaller().defaultTags();
        Call told = call;
        if (own.isEmpty() && !call.request().wishes().tags().isEmpty()) {
            List<String> others = call.request().wishes().tags();
            int room = Tags.MAX_TAGS - always.size();
            own = others.subList(0, Math.min(room, others.size()));
            told = others.size() > room ? call.warning(tooMany(others.size(), room)) : call;
        }
        List<String> names = new ArrayList<>(own);
        names.addAll(always);
        try {
            return told.tagged(names.isEmpty() ? Tags.NONE : new Tags(names));
        } catch (IllegalArgumentException notTags) {
            throw Errors.invalidRequest("tags", "Tags: " + notTags.getMessage() + ".")
                    .asException();
        }
    }

    private static String tooMany(int told, int kept) {
        return "only " + kept + " of " + told + " properties became tags";
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
