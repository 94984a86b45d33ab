package io.aigateway.check;

import io.aigateway.config.Findings;
import io.aigateway.config.Spelling;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Checks that what a file names exists: routes, beans, classes and settings. */
final class Uses {

    private static final String DIRECT = "direct:";
    private static final String BEAN = "#bean:";
    private static final Set<String> BEAN_USERS = Set.of("process", "method", "bean");
    private static final Set<String> ROUTE_USERS = Set.of("uri", "to", "toD", "wireTap");

    /** A setting without a default; {@code {{env:X}}} and the like are functions, not settings. */
    private static final Pattern SETTING = Pattern.compile("\\{\\{([^{}:?!]+)}}");

    private final Defined defined;
    private final Set<String> settings;
    private final Findings findings;

    Uses(Defined defined, Set<String> settings, Findings findings) {
        this.defined = defined;
        this.settings = settings;
        this.findings = findings;
    }

    void check(RouteFile file) {
        for (Node item : file.items()) {
            Set<String> known = new HashSet<>(settings);
            known.addAll(parametersOf(Walk.value(item, "routeTemplate").orElse(null)));
            Walk.over(item, (key, node) -> check(file, key, node, known));
            if (Walk.value(item, "beans").orElse(null) instanceof SequenceNode beans) {
                beans.getValue().forEach(bean -> checkClass(file, bean));
            }
        }
    }

    private static Set<String> parametersOf(@Nullable Node template) {
        Set<String> names = new HashSet<>();
        if (Walk.value(template, "parameters").orElse(null) instanceof SequenceNode parameters) {
            parameters.getValue().forEach(parameter -> names.add(Walk.text(parameter, "name")));
        }
        return names;
    }

    private void check(RouteFile file, String key, Node node, Set<String> known) {
        if (BEAN_USERS.contains(key)) {
            Walk.value(node, "ref").ifPresent(ref -> checkBean(file, ref, Walk.text(ref)));
        }
        String text = Walk.text(node);
        if (text.startsWith(BEAN)) {
            checkBean(file, node, text.substring(BEAN.length()));
        }
        if (ROUTE_USERS.contains(key) && text.startsWith(DIRECT)) {
            checkDirect(file, node, Defined.nameIn(text));
        }
        for (Matcher matcher = SETTING.matcher(text); matcher.find(); ) {
            if (!known.contains(matcher.group(1))) {
                note(file, node, "setting", matcher.group(1), known);
            }
        }
    }

    private void checkBean(RouteFile file, Node node, String name) {
        if (isFixed(name) && !defined.beans().contains(name)) {
            note(file, node, "bean", name, defined.beans());
        }
    }

    private void checkDirect(RouteFile file, Node node, String name) {
        if (isFixed(name) && !defined.directs().contains(name)) {
            note(file, node, "route", DIRECT + name, defined.directs());
        }
    }

    private void checkClass(RouteFile file, Node bean) {
        Node type = Walk.value(bean, "type").orElse(null);
        if (type == null || !isFixed(Walk.text(type))) {
            return;
        }
        try {
            Class.forName(Walk.text(type), false, Uses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError missing) {
            findings.error(
                    file.path().toString(),
                    Walk.line(type),
                    "class '%s' is not on the class path; put its jar into lib/"
                            .formatted(Walk.text(type)));
        }
    }

    private static boolean isFixed(String name) {
        return !name.contains("${") && !name.contains("{{") && !name.startsWith("#");
    }

    private void note(
            RouteFile file, Node node, String kind, String name, Collection<String> known) {
        findings.error(
                file.path().toString(),
                Walk.line(node),
                "there is no %s '%s'; %s"
                        .formatted(
                                kind,
                                name,
                                Spelling.advice(name.replace(DIRECT, ""), kind + "s", known)));
    }
}
