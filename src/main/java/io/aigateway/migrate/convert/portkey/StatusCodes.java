package io.aigateway.migrate.convert.portkey;

import io.aigateway.catalog.RuleTrigger;
import io.aigateway.migrate.convert.Setting;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * After which statuses the next target is asked. A rule of ours has one such list for all that it
 * leads to, of classes of failures.
 */
final class StatusCodes {

    private final SortedMap<Integer, List<Setting>> byDepth = new TreeMap<>();

    /** Notes the statuses of a strategy; false when it says none. */
    boolean note(Optional<Setting> statuses, int depth) {
        Optional<Setting> said = statuses.filter(one -> !one.texts().isEmpty());
        if (said.isEmpty()) {
            statuses.ifPresent(one -> one.dropped("these are no statuses"));
            return false;
        }
        return byDepth.computeIfAbsent(depth, none -> new ArrayList<>()).add(said.get());
    }

    /**
     * The classes of the outermost, the first of those that are equally deep; a provider that is
     * not reached is always one. Tells what became of all.
     */
    Set<RuleTrigger> triggers() {
        List<Setting> all = byDepth.values().stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return RuleTrigger.DEFAULT;
        }
        Setting outermost = all.get(0);
        all.forEach(codes -> tell(codes, outermost));
        Set<RuleTrigger> triggers = EnumSet.of(RuleTrigger.CONNECTION);
        outermost.texts().forEach(code -> triggers.addAll(meant(code)));
        return triggers;
    }

    private static void tell(Setting codes, Setting outermost) {
        if (codes.texts().equals(outermost.texts())) {
            codes.changed("fallback-on tells classes of failures, not statuses");
        } else {
            codes.dropped("a rule has one fallback-on, here that of line " + outermost.line());
        }
    }

    private static Set<RuleTrigger> meant(String code) {
        return switch (code) {
            case "429" -> EnumSet.of(RuleTrigger.RATE_LIMIT, RuleTrigger.QUOTA);
            case "402" -> EnumSet.of(RuleTrigger.QUOTA);
            case "401", "403" -> EnumSet.of(RuleTrigger.PROVIDER_AUTH);
            case "408", "504" -> EnumSet.of(RuleTrigger.TIMEOUT);
            case "400", "413" -> EnumSet.of(RuleTrigger.CONTEXT_WINDOW, RuleTrigger.CONTENT_FILTER);
            default ->
                    code.startsWith("5")
                            ? EnumSet.of(RuleTrigger.SERVER_ERROR)
                            : EnumSet.noneOf(RuleTrigger.class);
        };
    }
}
