package io.aigateway.compat;

import io.aigateway.call.Wishes.Sort;
import io.aigateway.catalog.Catalog;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Names of models with something else in them: OpenRouter's variants and {@code ~}, Portkey's
 * {@code @slug}, Helicone's lists and {@code !provider}, Requesty's {@code @region}, Replicate's
 * version. A name that the catalogue knows as it is means just that.
 */
final class ModelWords {

    private static final Set<String> VARIANTS =
            Set.of("free", "online", "thinking", "extended", "exacto", "beta", "nitro", "floor");
    private static final int VERSION_LENGTH = 64;

    private ModelWords() {}

    /** True for a name that may have something else in it. */
    static boolean speakOfMore(String name) {
        for (int at = 0; at < name.length(); at++) {
            switch (name.charAt(at)) {
                case '~', '@', ':', ',', '!' -> {
                    return true;
                }
                default -> {
                    // an ordinary letter of a name
                }
            }
        }
        return name.regionMatches(true, 0, "openrouter/auto", 0, 15);
    }

    /** Takes a name as a caller wrote it. */
    static void read(String name, Draft draft) {
        if (isKnown(name, draft.catalog())) {
            draft.name(name);
        } else if (name.indexOf(',') >= 0) {
            for (String one : name.split(",")) {
                if (!one.isBlank()) {
                    readOne(one.strip(), draft);
                }
            }
        } else {
            readOne(name, draft);
        }
    }

    private static boolean isKnown(String name, Catalog catalog) {
        return catalog.rules().find(name).isPresent() || catalog.models().find(name).isPresent();
    }

    private static void readOne(String name, Draft draft) {
        if (isKnown(name, draft.catalog())) {
            draft.name(name);
        } else if (name.startsWith("!") && name.length() > 1) {
            String provider = name.substring(1);
            draft.never(draft.provider(provider).map(found -> found.id()).orElse(provider));
        } else {
            draft.name(plain(name, draft));
        }
    }

    private static String plain(String name, Draft draft) {
        String rest = name.startsWith("~") ? name.substring(1) : name;
        if (rest.startsWith("@")) {
            rest = withoutSlug(rest, draft);
        }
        rest = withoutVariant(rest, draft);
        rest = withoutRegion(rest, draft);
        return rest.equalsIgnoreCase("openrouter/auto") ? "auto" : rest;
    }

    /** {@code @openai-prod/gpt-4o} is for the provider whose integration it names. */
    private static String withoutSlug(String name, Draft draft) {
        int slash = name.indexOf('/');
        if (slash < 2 || slash == name.length() - 1) {
            return name;
        }
        String slug = name.substring(1, slash);
        String model = name.substring(slash + 1);
        if (slug.equals("preset")) {
            return model;
        }
        Optional<String> provider = draft.provider(slug).map(found -> found.id());
        if (provider.isEmpty()) {
            draft.ignore("@" + slug);
            return model;
        }
        return provider.get() + "/" + model;
    }

    private static String withoutVariant(String name, Draft draft) {
        int colon = name.lastIndexOf(':');
        if (colon < 1 || isKnown(name, draft.catalog())) {
            return name;
        }
        String variant = name.substring(colon + 1).toLowerCase(Locale.ROOT);
        if (variant.length() == VERSION_LENGTH && variant.matches("[0-9a-f]+")) {
            draft.ignore("version " + variant.substring(0, 8));
            return name.substring(0, colon);
        }
        if (!VARIANTS.contains(variant)) {
            return name;
        }
        switch (variant) {
            case "nitro" -> draft.sort(Sort.THROUGHPUT);
            case "floor" -> draft.sort(Sort.PRICE);
            default -> draft.ignore(":" + variant);
        }
        return name.substring(0, colon);
    }

    /** {@code bedrock/claude-sonnet-4-5@eu-central-1}: a region is not for a caller to choose. */
    private static String withoutRegion(String name, Draft draft) {
        int at = name.lastIndexOf('@');
        if (at < 1 || isKnown(name, draft.catalog())) {
            return name;
        }
        draft.ignore(name.substring(at));
        return name.substring(0, at);
    }

    /** Takes the models of a call, in the order in which they were asked for. */
    static void readAll(List<String> asked, Draft draft) {
        if (!draft.targets().isEmpty()) {
            for (String target : draft.targets()) {
                if (target.isEmpty() || target.endsWith("/")) {
                    asked.forEach(name -> read(at(target, name), draft));
                } else {
                    read(target, draft);
                }
            }
            return;
        }
        String provider = draft.servedBy();
        String prefix = provider == null ? "" : provider + "/";
        asked.forEach(name -> read(at(prefix, name), draft));
    }

    private static String at(String prefix, String name) {
        boolean whole = name.startsWith("@") || name.startsWith(prefix);
        return whole ? name : prefix + name;
    }
}
