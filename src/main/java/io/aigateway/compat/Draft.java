package io.aigateway.compat;

import io.aigateway.call.Api;
import io.aigateway.call.Wishes;
import io.aigateway.call.Wishes.Effort;
import io.aigateway.call.Wishes.Routing;
import io.aigateway.call.Wishes.Sort;
import io.aigateway.catalog.Catalog;
import io.aigateway.catalog.Provider;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayException;
import io.aigateway.error.PlainName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wishes of one call while they are gathered. Everything in it is bounded. */
final class Draft {

    /** The most models one call may name. */
    static final int MOST_NAMES = 16;

    private static final int MOST_PROPERTIES = 32;
    private static final int MOST_IGNORED = 24;
    private static final int LONGEST_TEXT = 256;
    private static final int LONGEST_IGNORED = 80;

    private final Catalog catalog;
    private final Api api;
    private final List<String> targets = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> first = new ArrayList<>();
    private final List<String> only = new ArrayList<>();
    private final Set<String> never = new LinkedHashSet<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Set<String> ignored = new LinkedHashSet<>();
    private Sort sort = Sort.NONE;
    private OptionalLong dearestInput = OptionalLong.empty();
    private OptionalLong dearestOutput = OptionalLong.empty();
    private boolean fallback = true;
    private OptionalInt attempts = OptionalInt.empty();
    private @Nullable Duration total;
    private @Nullable String servedBy;
    private @Nullable String bearerFor;

    Draft(Catalog catalog, Api api) {
        this.catalog = catalog;
        this.api = api;
    }

    Catalog catalog() {
        return catalog;
    }

    /** What is asked for. */
    Api api() {
        return api;
    }

    /** Takes note of what has no effect here; the note travels in a header. */
    void ignore(String what) {
        if (ignored.size() < MOST_IGNORED) {
            String cut =
                    what.length() > LONGEST_IGNORED ? what.substring(0, LONGEST_IGNORED) : what;
            ignored.add(cut.replaceAll("[^ -~]", "?"));
        }
    }

    /** What the call says about itself; what cannot be kept is named as ignored. */
    void property(String name, String value) {
        boolean kept =
                !value.isBlank()
                        && value.length() <= LONGEST_TEXT
                        && name.length() <= LONGEST_TEXT
                        && PlainName.holds(value)
                        && PlainName.holds(name)
                        && properties.size() < MOST_PROPERTIES;
        if (kept) {
            properties.put(name, value.strip());
        } else {
            ignore(name);
        }
    }

    /** A tag in the caller's own words. */
    void tag(String name) {
        if (tags.size() < MOST_PROPERTIES) {
            tags.add(name.strip());
        } else {
            ignore("tags");
        }
    }

    /** A model to ask for instead of those of the body. */
    void target(String model) {
        targets.add(model);
        requireFew(targets, "x-portkey-config");
    }

    /** The models of a configuration that came with the call; empty when there was none. */
    List<String> targets() {
        return targets;
    }

    /** A model to ask for, in our words. */
    void name(String model) {
        if (model.isBlank() || model.length() > LONGEST_TEXT || !PlainName.holds(model)) {
            throw Errors.modelNotFound(model, List.of()).asException();
        }
        if (!names.contains(model)) {
            names.add(model);
            requireFew(names, "model");
        }
    }

    private static void requireFew(Collection<String> models, String field) {
        if (models.size() > MOST_NAMES) {
            throw mistake(field, "name at most " + MOST_NAMES + " models");
        }
    }

    void sort(Sort by) {
        sort = by;
    }

    void first(List<String> providers) {
        first.addAll(providers);
    }

    /** Nobody else; of several such lists, those in all of them. */
    void only(String field, List<String> providers) {
        if (providers.isEmpty()) {
            return;
        }
        if (only.isEmpty()) {
            only.addAll(providers);
        } else {
            only.retainAll(providers);
        }
        if (only.isEmpty()) {
            throw mistake(field, "leave a provider that the call's other lists allow");
        }
    }

    void never(String provider) {
        never.add(provider);
    }

    void dearestInput(long nanos) {
        dearestInput = OptionalLong.of(nanos);
    }

    void dearestOutput(long nanos) {
        dearestOutput = OptionalLong.of(nanos);
    }

    void withoutFallback() {
        fallback = false;
    }

    /** At most so many candidates; the least of several wins. */
    void attempts(int most) {
        attempts = OptionalInt.of(Math.min(most, attempts.orElse(Integer.MAX_VALUE)));
    }

    /** At most so long to the first byte; the shortest of several wins. */
    void total(Duration most) {
        total = total == null || most.compareTo(total) < 0 ? most : total;
    }

    /** Who is to serve the models of the body. */
    void servedBy(String provider) {
        servedBy = provider;
    }

    @Nullable String servedBy() {
        return servedBy;
    }

    void key(String provider, String secret) {
        keys.putIfAbsent(provider, secret);
    }

    void bearerFor(String provider) {
        bearerFor = provider;
    }

    /**
     * The provider of a name that other gateways use for it: an id or an alias of ours, or one that
     * begins with it, as the slugs of integrations do ({@code openai-prod}).
     */
    Optional<Provider> provider(String slug) {
        String name = slug.startsWith("@") ? slug.substring(1) : slug;
        for (int end = name.length(); end > 0; end = name.lastIndexOf('-', end - 1)) {
            Optional<Provider> found = catalog.providers().find(name.substring(0, end));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** 400: a header or field that cannot be meant. */
    static GatewayException mistake(String field, String how) {
        return Errors.invalidRequest(field, "'" + field + "' must " + how + ".").asException();
    }

    /** What was gathered. */
    Wishes done(TagKeys tagKeys) {
        Set<String> all = new LinkedHashSet<>();
        tags.forEach(tag -> addTag(tag, tag, all));
        properties.forEach(
                (name, value) -> {
                    if (tagKeys.take(name)) {
                        addTag(name, name + ":" + value, all);
                    }
                });
        return new Wishes(
                names,
                new Routing(
                        sort,
                        first,
                        only,
                        List.copyOf(never),
                        dearestInput,
                        dearestOutput,
                        fallback),
                new Effort(attempts, total),
                List.copyOf(all),
                properties,
                keys,
                bearerFor,
                List.copyOf(ignored));
    }

    private void addTag(String source, String tag, Set<String> all) {
        if (TagKeys.couldBeTag(tag)) {
            all.add(tag);
        } else {
            ignore(source);
        }
    }
}
