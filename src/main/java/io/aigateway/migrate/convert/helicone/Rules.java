package io.aigateway.migrate.convert.helicone;

import io.aigateway.config.Spelling;
import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.ModelBook;
import io.aigateway.migrate.convert.RuleBook;
import io.aigateway.migrate.convert.RuleTerms;
import io.aigateway.migrate.convert.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of a file, each with a name of its own. */
final class Rules {

    private final RuleBook book;
    private final Map<String, Integer> lines = new HashMap<>();

    /**
     * @param names all names that rules may get, in the form of {@link Spelling#alike}
     */
    Rules(Set<String> names) {
        this.book = new RuleBook(names);
    }

    /** The rows. */
    List<Map<String, Object>> rows() {
        return book.rows();
    }

    /** Adds a rule; when its name is taken, or cannot be one, that is told and nothing is added. */
    boolean add(String name, Choice choice, Setting from) {
        if (!ModelBook.isName(name)) {
            drop(from, "a rule cannot have that name");
            return false;
        }
        Integer taken = lines.putIfAbsent(Spelling.alike(name), from.line());
        if (taken != null) {
            drop(from, "there is a rule '" + name + "' already, made of line " + taken);
            return false;
        }
        int attempts = Math.max(RuleTerms.USUAL.attempts(), choice.most());
        book.rule(
                name,
                choice,
                new RuleTerms(
                        RuleTerms.USUAL.fallbackOn(), attempts, RuleTerms.USUAL.totalMillis()));
        return true;
    }

    /** What was told as a part of the rule is no longer one. */
    private static void drop(Setting from, String why) {
        from.dropped(why);
        if (!from.isLeaf()) {
            from.items().forEach(item -> drop(item, why));
            from.fields().values().forEach(part -> drop(part, why));
        }
    }
}
