package io.aigateway.migrate.convert.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.migrate.RunTime;
import io.aigateway.migrate.RunTime.Heard;
import io.aigateway.migrate.Written;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list of models that a call comes to, where a rule can say the same. */
final class Chain {

    /** What a rule says by the order and the choice of its models. */
    private static final Set<String> SAYABLE = Set.of("order", "only", "ignore", "allow_fallbacks");

    private Chain() {}

    /**
     * The ids, best first; empty when there are not several, or a rule cannot say it.
     *
     * @param left the provider that is left, at whom nobody is to be asked any more
     */
    static Optional<List<String>> of(Body body, String left) {
        Optional<Written> provider = body.get("provider");
        boolean sayable =
                provider.map(one -> one.isConstant() && SAYABLE.containsAll(one.entries().keySet()))
                        .orElse(true);
        if (!sayable || body.has("preset") || body.models().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode request = CallFates.request(body.models().get());
        provider.ifPresent(one -> request.set("provider", Body.json(one)));
        Heard heard = RunTime.of(request);
        List<String> models =
                heard.models().stream().filter(id -> !id.startsWith(left + "/")).toList();
        boolean several = models.size() > 1 && heard.wishes().routing().fallback();
        return several && heard.ignored().isEmpty() ? Optional.of(models) : Optional.empty();
    }
}
