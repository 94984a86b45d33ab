package io.aigateway.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives every tool call of one answer an id of its own, and in a stream a place without gaps.
 * Servers that were seen: empty ids (llama.cpp), the same id for two calls, the index 0 for all
 * calls or no index, and indexes that begin at 1 or leave one out. Clients answer a tool call by
 * its id and put its pieces together by its index, so neither may be missing or meant for two.
 *
 * <p>An id is made up of nine letters and digits, which is all that Mistral accepts. In a stream,
 * it comes with the first piece of its call and not again, as at OpenAI: clients append what
 * repeats. Arguments are not looked at. Not safe for use by several threads.
 */
final class ToolCallIds {

    private static final String CALLS = "tool_calls";
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 9;

    private final long seed;
    private final Map<Integer, Calls> choices = new HashMap<>();

    /** For the answer to a call. */
    ToolCallIds(Call call) {
        // a caller may send the same request id again and again
        this.seed = 31L * call.id().hashCode() + call.receivedAt().hashCode() + call.startedNanos();
    }

    /** Mends a whole answer in place. */
    void mend(ObjectNode reply) {
        for (JsonNode choice : reply.path("choices")) {
            Calls calls = callsOf(choice);
            for (JsonNode one : choice.path("message").path(CALLS)) {
                if (one instanceof ObjectNode tool) {
                    calls.begin(tool);
                }
            }
        }
    }

    /** Mends a chunk of a stream in place. */
    ObjectNode mended(ObjectNode chunk) {
        for (JsonNode choice : chunk.path("choices")) {
            for (JsonNode one : choice.path("delta").path(CALLS)) {
                if (one instanceof ObjectNode tool) {
                    callsOf(choice).piece(tool);
                }
            }
        }
        return chunk;
    }

    private Calls callsOf(JsonNode choice) {
        int index = choice.path("index").asInt();
        return choices.computeIfAbsent(index, at -> new Calls(seed * 1_000_003 + at));
    }

    private static String idOf(JsonNode tool) {
        return tool.path("id").asText("").strip();
    }

    private static String nameOf(JsonNode tool) {
        return tool.path("function").path("name").asText("");
    }

    /** The tool calls of one choice, in the order in which they began. */
    private static final class Calls {

        private final long seed;
        private final List<Begun> begun = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final Map<Integer, Begun> byIndex = new HashMap<>();

        Calls(long seed) {
            this.seed = seed;
        }

        void piece(ObjectNode tool) {
            Begun of = continued(tool);
            if (of == null) {
                of = begin(tool);
                if (tool.path("index").isInt()) {
                    byIndex.put(tool.path("index").asInt(), of);
                }
            } else {
                tool.remove("id");
            }
            tool.put("index", of.place());
        }

        /** The call that a piece belongs to; null when it is the first of one. */
        private @Nullable Begun continued(JsonNode tool) {
            String id = idOf(tool);
            if (tool.path("index").isInt()) {
                Begun there = byIndex.get(tool.path("index").asInt());
                return there == null || there.isLeftFor(id, nameOf(tool)) ? null : there;
            }
            return id.isEmpty() ? newestUnless(nameOf(tool)) : named(id);
        }

        private @Nullable Begun newestUnless(String name) {
            return begun.isEmpty() || !name.isEmpty() ? null : begun.get(begun.size() - 1);
        }

        private @Nullable Begun named(String id) {
            return begun.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
        }

        Begun begin(ObjectNode tool) {
            String told = idOf(tool);
            Begun one = new Begun(begun.size(), told, nameOf(tool));
            begun.add(one);
            boolean own = !told.isEmpty() && ids.add(told);
            tool.put("id", own ? told : madeUp(one.place()));
            if (!tool.path("type").isTextual()) {
                tool.put("type", "function");
            }
            return one;
        }

        private String madeUp(int place) {
            StringBuilder id = new StringBuilder(LENGTH);
            long rest = mixed(seed + place);
            for (int i = 0; i < LENGTH; i++) {
                id.append(DIGITS.charAt((int) Long.remainderUnsigned(rest, DIGITS.length())));
                rest = Long.divideUnsigned(rest, DIGITS.length());
            }
            return ids.add(id.toString()) ? id.toString() : madeUp(place + begun.size() + 1);
        }

        /** Neighbouring numbers become unlike ones (the last step of SplitMix64). */
        private static long mixed(long number) {
            long one = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
            long two = (one ^ (one >>> 27)) * 0x94d049bb133111ebL;
            return two ^ (two >>> 31);
        }
    }

    /** A call that has begun: its place, and the id and name that the provider gave it. */
    private record Begun(int place, String id, String name) {

        /** Whether a piece under the same index is the first of another call. */
        boolean isLeftFor(String newId, String newName) {
            boolean anotherId = !newId.isEmpty() && !newId.equals(id);
            boolean anotherName = !newName.isEmpty() && !newName.equals(name);
            return !newName.isEmpty()
                    && !name.isEmpty()
                    && (anotherName || anotherId && !id.isEmpty());
        }
    }
}
