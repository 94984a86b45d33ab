package io.aigateway.migrate.convert.calls;

import io.aigateway.call.Wishes.Routing;
import io.aigateway.call.Wishes.Sort;
import io.aigateway.migrate.RunTime;
import io.aigateway.migrate.Written;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a wish about providers, which the gateway heeds, does not mean quite the same here. */
final class ProviderWishes {

    private ProviderWishes() {}

    /** The difference; empty when there is none. */
    static String change(Body body, Map<String, Written> provider, Routing wish) {
        if (wish.sort() != Sort.NONE) {
            return sort(body, wish.sort());
        }
        List<String> unknown =
                Stream.of(wish.first(), wish.only(), wish.never())
                        .flatMap(List::stream)
                        .filter(name -> !RunTime.knowsProvider(name))
                        .distinct()
                        .toList();
        if (!unknown.isEmpty()) {
            return "nobody here is called %s: left out, and named in x-aig-warning"
                    .formatted(String.join(", ", unknown));
        }
        List<String> parts =
                provider.values().stream()
                        .flatMap(value -> value.texts().stream())
                        .filter(name -> name.contains("/"))
                        .toList();
        return parts.isEmpty()
                ? ""
                : "means the whole provider: %s has no part behind the slash here"
                        .formatted(String.join(", ", parts));
    }

    private static String sort(Body body, Sort sort) {
        if (body.get("provider").filter(one -> one.entries().containsKey("order")).isPresent()) {
            return "has no effect beside 'order'";
        }
        if (body.has("models")) {
            return "sorts the models of the call, too, and not only the providers of each";
        }
        return sort == Sort.PRICE
                ? ""
                : "goes by what this gateway measured in the last half minute";
    }
}
