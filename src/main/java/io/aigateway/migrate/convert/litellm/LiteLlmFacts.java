package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of LiteLLM's configuration language: the data file {@code litellm-config.yaml}. */
final class LiteLlmFacts {

    private static final String FILE = "META-INF/aigateway/migrate/litellm-config.yaml";
    private static final Pattern POSITION = Pattern.compile("\\[\\d+\\]");

    private final Setting root;
    private final Map<String, String> reasons;

    LiteLlmFacts() {
        this.root = Settings.read(text()).orElseThrow();
        this.reasons = table("reasons");
    }

    /** A table of words. */
    Map<String, String> table(String name) {
        Map<String, String> table = new LinkedHashMap<>();
        root.get(name)
                .orElseThrow()
                .fields()
                .forEach((key, value) -> table.put(key, value.text().orElse("")));
        return table;
    }

    /** The value of the longest key of a table that a name begins with. */
    Optional<String> byBeginning(String table, String name) {
        return table(table).entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
                .map(Map.Entry::getValue);
    }

    /** Why a setting that nobody asked for is not carried over. */
    Optional<String> reason(Setting setting) {
        String path = POSITION.matcher(setting.path()).replaceAll("");
        path = path.substring(path.lastIndexOf(": ") < 0 ? 0 : path.lastIndexOf(": ") + 2);
        String whole = path;
        for (String at = whole; !at.isEmpty(); at = parent(at)) {
            String reason = reasons.get(at);
            if (reason == null && at.startsWith("model_list.")) {
                reason = ofModel(at);
            }
            if (reason != null) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    private @Nullable String ofModel(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        String inInfo = path.contains("model_info.") ? reasons.get("info." + name) : null;
        return inInfo == null ? reasons.get("params." + name) : inInfo;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private static String text() {
        try (InputStream in = LiteLlmFacts.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
