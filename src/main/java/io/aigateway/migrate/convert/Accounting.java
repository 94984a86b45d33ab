package io.aigateway.migrate.convert;

import io.aigateway.migrate.KeyFate;
import io.aigateway.migrate.KeyFate.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the list of what became of each setting. Every value is covered by exactly one line of it:
 * its own, or that of the mapping or list it belongs to, when all of that shares one fate.
 */
public final class Accounting {

    private static final String NO_SUCH = "the gateway has no such setting";

    private final Function<Setting, Optional<String>> reason;
    private final List<KeyFate> fates = new ArrayList<>();

    /**
     * @param reason why a setting that nobody looked at is not carried over; when nothing is known
     *     of a mapping or list as a whole, its parts are told
     */
    public Accounting(Function<Setting, Optional<String>> reason) {
        this.reason = reason;
    }

    /** The fates of all that a document holds, in its order. */
    public List<KeyFate> of(Setting root) {
        root.fields().values().forEach(this::tell);
        root.items().forEach(this::tell);
        return List.copyOf(fates);
    }

    private void tell(Setting setting) {
        KeyFate own = setting.fate().orElse(null);
        if (own != null && !isAnyNoted(setting)) {
            fates.add(own);
        } else if (own == null && !isAnyNoted(setting) && isToldAsOne(setting)) {
            fates.add(notCarried(setting, reason.apply(setting).orElse(NO_SUCH)));
        } else {
            below(setting).forEach(part -> tell(part, own));
        }
    }

    private boolean isToldAsOne(Setting setting) {
        return setting.isLeaf() || reason.apply(setting).isPresent();
    }

    /** What was noted of the whole holds for those of its parts of which nothing was. */
    private void tell(Setting part, @Nullable KeyFate whole) {
        boolean noted = part.fate().isPresent() || isAnyNoted(part);
        if (whole != null && !noted) {
            fates.add(new KeyFate(part.path(), part.line(), whole.fate(), whole.why()));
        } else if (whole != null && part.fate().isEmpty()) {
            below(part).forEach(one -> tell(one, whole));
        } else {
            tell(part);
        }
    }

    private static boolean isAnyNoted(Setting setting) {
        return !setting.isLeaf()
                && below(setting).stream()
                        .anyMatch(part -> part.fate().isPresent() || isAnyNoted(part));
    }

    private static List<Setting> below(Setting setting) {
        List<Setting> parts = new ArrayList<>(setting.fields().values());
        parts.addAll(setting.items());
        return parts;
    }

    private static KeyFate notCarried(Setting setting, String why) {
        return new KeyFate(setting.path(), setting.line(), Fate.NOT_CARRIED, why);
    }
}
