package io.aigateway.migrate.convert.litellm;

import io.aigateway.config.Spelling;
import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a row of {@code models.yaml} says about a model, beyond its name. */
final class ModelFacts {

    private static final Map<String, String> SUPPORTS =
            Map.of(
                    "supports_function_calling", "tools",
                    "supports_vision", "vision",
                    "supports_response_schema", "json-schema",
                    "supports_reasoning", "reasoning",
                    "supports_audio_input", "audio",
                    "supports_pdf_input", "pdf",
                    "supports_video_input", "video");
    private static final Map<String, String> MODES =
            Map.of(
                    "chat", "chat",
                    "responses", "chat",
                    "completion", "completions",
                    "embedding", "embeddings");

    private final Shipped shipped;

    ModelFacts(Shipped shipped) {
        this.shipped = shipped;
    }

    /** Why an entry is left out because of what it does; empty when it is served. */
    static Optional<String> unserved(Entry entry) {
        return entry.info("mode")
                .flatMap(Setting::text)
                .filter(mode -> !MODES.containsKey(mode))
                .map(ModelStrings::unservedMode);
    }

    /** The facts of a deployment. */
    Map<String, Object> of(Deployment deployment) {
        Entry entry = deployment.entry();
        Map<String, Object> known = known(deployment).orElse(Map.of());
        List<String> capabilities = capabilities(deployment, known);
        boolean embeds = capabilities.equals(List.of("embeddings"));
        Map<String, Object> facts = new LinkedHashMap<>();
        put(facts, "price", Prices.of(entry, map(known, "price"), embeds));
        put(facts, "limits", limits(entry, map(known, "limits")));
        put(facts, "rate", rate(entry));
        put(facts, "capabilities", capabilities);
        put(facts, "unsupported", unsupported(entry, known));
        tellPrice(entry, facts);
        return facts;
    }

    private static void tellPrice(Entry entry, Map<String, Object> facts) {
        Optional<Setting> model = entry.param("model");
        if (facts.containsKey("price")) {
            model.ifPresent(one -> one.carried(""));
        } else {
            model.ifPresent(
                    one ->
                            one.changed(
                                    "its price is not known: write it into models.yaml, or its calls are refused under a budget"));
        }
    }

    /** The shipped row of the model, or of the model that it is said to be. */
    private Optional<Map<String, Object>> known(Deployment deployment) {
        Optional<Setting> base = deployment.entry().info("base_model");
        Optional<Map<String, Object>> ofBase = base.flatMap(Setting::text).flatMap(this::byAnyName);
        base.ifPresent(
                one -> {
                    if (ofBase.isPresent()) {
                        one.carried("price and limits are those of " + ofBase.get().get("id"));
                    } else {
                        one.dropped("no model of that name is known, so its price is not either");
                    }
                });
        Served served = deployment.served();
        boolean isOpenAis = served.kind().equals("azure") || served.kind().equals("openai");
        return ofBase.or(() -> shipped.model(served.kind() + "/" + served.upstream()))
                .or(
                        () ->
                                isOpenAis
                                        ? byAnyName(served.upstream()).filter(ModelFacts::isOpenAis)
                                        : Optional.empty());
    }

    /** A server of one's own may call its model like somebody else's, who has another price. */
    private static boolean isOpenAis(Map<String, Object> row) {
        return ("" + row.get("id")).startsWith("openai/");
    }

    private Optional<Map<String, Object>> byAnyName(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return shipped.model(name).or(() -> shipped.model(last));
    }

    private static List<String> capabilities(Deployment deployment, Map<String, Object> known) {
        Entry entry = deployment.entry();
        Set<String> words = new LinkedHashSet<>(Shipped.texts(known, "capabilities"));
        Optional<Setting> mode = entry.info("mode");
        String word = mode.flatMap(Setting::text).map(MODES::get).orElse("");
        mode.filter(one -> !word.isEmpty()).ifPresent(one -> one.carried(""));
        if (deployment.served().completions() || word.equals("completions")) {
            words.add("completions");
        } else if (word.equals("embeddings") || (words.isEmpty() && embeds(deployment))) {
            return List.of("embeddings");
        } else if (!word.isEmpty()) {
            words.add(word);
        }
        entry.whole()
                .get("model_info")
                .ifPresent(
                        info -> info.fields().forEach((key, value) -> support(words, key, value)));
        if (!words.isEmpty() && Collections.disjoint(words, MODES.values())) {
            words.add("chat");
        }
        return List.copyOf(words);
    }

    private static boolean embeds(Deployment deployment) {
        return Spelling.alike(deployment.served().upstream()).contains("embed");
    }

    private static void support(Set<String> words, String key, Setting value) {
        String word = SUPPORTS.get(key);
        Optional<Boolean> flag = value.flag();
        if (word != null && flag.isPresent()) {
            value.carried("");
            if (flag.get()) {
                words.add(word);
            } else {
                words.remove(word);
            }
        }
    }

    private static Map<String, Object> limits(Entry entry, Map<String, Object> known) {
        Map<String, Object> limits = new LinkedHashMap<>(known);
        entry.whole()
                .get("model_info")
                .ifPresent(
                        info -> {
                            count(info.get("max_input_tokens"), "")
                                    .ifPresent(n -> limits.put("context", n));
                            count(info.first("max_output_tokens", "max_tokens"), "")
                                    .ifPresent(n -> limits.put("output", n));
                        });
        Object output = limits.get("output");
        Object usual = limits.get("default-output");
        if (output != null && usual != null && number(usual) > number(output)) {
            limits.put("default-output", output);
        }
        return limits;
    }

    private static Map<String, Object> rate(Entry entry) {
        Map<String, Object> rate = new LinkedHashMap<>();
        String hard = "a limit here: beyond it the next candidate is asked";
        count(entry.param("rpm"), hard).ifPresent(n -> rate.put("rpm", n));
        count(entry.param("tpm"), hard).ifPresent(n -> rate.put("tpm", n));
        count(entry.param("max_parallel_requests"), "").ifPresent(n -> rate.put("parallel", n));
        return rate;
    }

    private static List<String> unsupported(Entry entry, Map<String, Object> known) {
        Set<String> fields = new LinkedHashSet<>(Shipped.texts(known, "unsupported"));
        entry.param("additional_drop_params")
                .ifPresent(
                        one -> {
                            List<String> plain =
                                    one.texts().stream().filter(f -> f.matches("\\w+")).toList();
                            fields.addAll(plain);
                            if (plain.size() == one.texts().size()) {
                                one.carried("");
                            } else {
                                one.changed("only whole fields are left out");
                            }
                        });
        return List.copyOf(fields);
    }

    /** A whole number of 1 or more; anything else is told. */
    private static Optional<Integer> count(Optional<Setting> setting, String changed) {
        if (setting.isEmpty()) {
            return Optional.empty();
        }
        Optional<BigDecimal> number =
                setting.get().number().filter(n -> n.compareTo(BigDecimal.ONE) >= 0);
        if (number.isEmpty()) {
            setting.get().dropped("this is no whole number of 1 or more");
        } else if (changed.isEmpty()) {
            setting.get().carried("");
        } else {
            setting.get().changed(changed);
        }
        return number.map(n -> n.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue());
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static Map<String, Object> map(Map<String, Object> row, String key) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (row.get(key) instanceof Map<?, ?> found) {
            found.forEach((name, value) -> map.put("" + name, value));
        }
        return map;
    }

    private static void put(Map<String, Object> facts, String key, Object value) {
        boolean empty =
                value instanceof Map<?, ?> map ? map.isEmpty() : ((List<?>) value).isEmpty();
        if (!empty) {
            facts.put(key, value);
        }
    }
}
