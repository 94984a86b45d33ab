package io.aigateway.migrate.convert.helicone;

import io.aigateway.migrate.convert.Setting;
import io.aigateway.migrate.convert.helicone.Models.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The models of a list: names, or mappings with a name and a weight. */
final class Targets {

    private static final String NOBODY = "nobody here serves it";

    private final Models models;

    Targets(Models models) {
        this.models = models;
    }

    /**
     * Those that can be asked, by what names them; what becomes of all is told.
     *
     * @param wanted whether a model shall be one of them
     */
    Map<Setting, Found> of(Setting list, Scope scope, Predicate<Found> wanted) {
        Map<Setting, Found> found = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        for (Setting item : list.isList() ? list.items() : List.of(list)) {
            Optional<Setting> name = item.isMapping() ? item.get("model") : Optional.of(item);
            Optional<String> text = name.flatMap(Setting::text);
            Optional<Found> model = text.flatMap(one -> models.named(one, scope)).filter(wanted);
            if (model.isPresent()) {
                found.put(item, model.get());
                name.ifPresent(one -> one.carried("a model of the rule"));
                model.get().tell(list.isLeaf() ? list : name.orElse(item));
            } else {
                leftOut.add(text.orElse("what names no model"));
                item.dropped(NOBODY);
            }
        }
        if (list.isLeaf()) {
            tell(list, found.isEmpty(), leftOut);
        }
        return found;
    }

    private static void tell(Setting list, boolean isNobody, List<String> leftOut) {
        String those = "none of those who are asked serves " + String.join(", ", leftOut);
        if (isNobody) {
            list.dropped(those);
        } else if (leftOut.isEmpty()) {
            list.carried("the models of the rule");
        } else {
            list.changed("some are left out: " + those);
        }
    }
}
