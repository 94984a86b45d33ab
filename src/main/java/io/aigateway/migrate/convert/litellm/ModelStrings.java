package io.aigateway.migrate.convert.litellm;

import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.Shipped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who serves {@code litellm_params.model}, as LiteLLM's {@code get_llm_provider} decides it: a
 * provider that is given, the first segment, a known host, the name itself.
 */
final class ModelStrings {

    private static final String TEXT = "text-completion-";

    private final Shipped shipped;
    private final LiteLlmFacts facts;
    private final Map<String, String> kinds;
    private final Map<String, String> unspoken;

    ModelStrings(Shipped shipped, LiteLlmFacts facts) {
        this.shipped = shipped;
        this.facts = facts;
        this.kinds = facts.table("kinds");
        this.unspoken = facts.table("unspoken");
    }

    /** Who serves an entry; empty when it names no model. */
    Optional<Served> of(Entry entry) {
        Optional<String> model = entry.param("model").flatMap(Setting::text);
        return model.map(name -> served(name, entry));
    }

    /** Our provider for LiteLLM's name of one; the name itself when there is none. */
    String kind(String prefix) {
        return shipped.provider(kinds.getOrDefault(prefix, prefix))
                .map(row -> "" + row.get("id"))
                .orElse(prefix);
    }

    private Served served(String model, Entry entry) {
        Optional<Setting> given = entry.param("custom_llm_provider");
        String base = entry.param("api_base", "base_url").flatMap(Setting::text).orElse("");
        int slash = model.indexOf('/');
        String first = slash < 0 ? "" : model.substring(0, slash);
        if (given.isPresent()) {
            given.get().carried("");
            String prefix = given.get().text().orElse("");
            return known(prefix, first.equals(prefix) ? model.substring(slash + 1) : model);
        }
        if (isPrefix(first)) {
            return known(first, model.substring(slash + 1));
        }
        return byHost(base).map(kind -> known(kind, model)).orElseGet(() -> bare(model, base));
    }

    private Served bare(String model, String base) {
        if (model.equals("*")) {
            return known("openai", "*");
        }
        Optional<String> listed =
                model.indexOf('/') < 0
                        ? shipped.model(model).map(row -> ("" + row.get("id")).split("/", 2)[0])
                        : Optional.empty();
        Optional<String> prefix =
                listed.or(() -> facts.byBeginning("bare", model.toLowerCase(Locale.ROOT)));
        if (prefix.isPresent() && model.indexOf('/') < 0) {
            return known(prefix.get(), model);
        }
        return base.isEmpty()
                ? Served.not(
                        "",
                        model,
                        "LiteLLM does not say who serves it, and neither is it known here")
                : known("openai_like", model);
    }

    private boolean isPrefix(String first) {
        return !first.isEmpty()
                && (shipped.provider(first).isPresent()
                        || kinds.containsKey(first)
                        || unspoken.containsKey(first));
    }

    private Served known(String prefix, String rest) {
        String reason = unspoken.get(prefix);
        String kind = kinds.getOrDefault(prefix, prefix);
        Optional<Map<String, Object>> row = shipped.provider(kind);
        if (reason != null || row.isEmpty()) {
            return Served.not(
                    prefix,
                    rest,
                    reason == null ? "provider '" + prefix + "' is not known here" : reason);
        }
        String upstream =
                rest.replaceFirst("^(responses|chat/completions|gpt5_series|o_series)/", "");
        return other(prefix, upstream)
                .orElseGet(
                        () ->
                                new Served(
                                        "" + row.get().get("id"),
                                        prefix,
                                        upstream,
                                        prefix.startsWith(TEXT),
                                        ""));
    }

    private Optional<Served> other(String prefix, String upstream) {
        String name = upstream.substring(upstream.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return facts.byBeginning("other-modes", name)
                .map(what -> Served.not(prefix, upstream, unservedMode(what)));
    }

    /** Why a model of another kind is left out. */
    static String unservedMode(String mode) {
        return "the gateway serves chat, completions and embeddings, not " + mode;
    }

    private Optional<String> byHost(String base) {
        String host = base.replaceFirst("^https?://", "").replaceFirst("[:/?].*$", "");
        return Optional.ofNullable(facts.table("hosts").get(host));
    }
}
