package io.aigateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.rules.RouteFiles.RouteFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house rules of the route files: what makes them read alike. */
class RouteStyleTest {

    private static final int LONGEST = 90;
    private static final Set<String> PARTS = Set.of("beans.camel.yaml", "errors.camel.yaml");
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern SETTING = Pattern.compile("\\{\\{([^:}]+)(:[^}]*)?}}");

    /** Steps whose value is a mapping in the canonical form, and a text in the compact one. */
    private static final Set<String> STEPS =
            Set.of(
                    "to",
                    "toD",
                    "log",
                    "process",
                    "bean",
                    "simple",
                    "constant",
                    "header",
                    "variable",
                    "removeHeader",
                    "removeHeaders",
                    "removeVariable",
                    "throwException",
                    "convertBodyTo",
                    "wireTap");

    /** Fields that hold an expression, and must say so with the key {@code expression}. */
    private static final Set<String> EXPRESSION_USERS =
            Set.of("setBody", "setHeader", "setVariable", "setProperty", "filter", "when", "loop");

    private static final Set<String> LANGUAGES =
            Set.of("simple", "constant", "method", "header", "variable", "exchangeProperty", "ref");

    static List<RouteFile> files() {
        return RouteFiles.all();
    }

    static List<RouteFile> routeFiles() {
        return RouteFiles.all().stream()
                .filter(file -> !PARTS.contains(file.path().getFileName().toString()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void holdsOneRouteWithTheNameOfTheFile(RouteFile file) {
        // Given
        List<JsonNode> named = new ArrayList<>(file.all("route"));

        // When
        named.addAll(file.all("routeTemplate"));

        // Then
        assertThat(file.tree()).hasSize(1);
        assertThat(named).singleElement().extracting(this::id).isEqualTo(file.stem());
        assertThat(file.stem()).matches(KEBAB_CASE);
    }

    @ParameterizedTest
    @MethodSource("routeFiles")
    void listensUnderTheNameOfTheFileWhereOtherRoutesReachIt(RouteFile file) {
        // Given
        boolean reached = Set.of("pipeline", "sinks").contains(file.folder());
        String expected = reached ? "direct:" + file.stem() : "";

        // When
        String uri = file.routes().get(0).at("/from/uri").asText();

        // Then
        assertThat(uri).startsWith(expected);
        assertThat(uri.startsWith("direct:") && !uri.contains("{{")).isEqualTo(!expected.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatEachRouteAndTemplateDoes(RouteFile file) {
        // Given
        List<JsonNode> described = new ArrayList<>(file.routes());

        // When
        described.addAll(file.all("routeTemplate"));
        described.addAll(file.all("routeConfiguration"));

        // Then
        assertThat(described)
                .allSatisfy(
                        node ->
                                assertThat(node.path("description").asText())
                                        .matches("[A-Z].*\\."));
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatEachParameterOfATemplateIs(RouteFile file) {
        // Given
        List<JsonNode> parameters = new ArrayList<>();

        // When
        file.all("routeTemplate").forEach(t -> t.path("parameters").forEach(parameters::add));

        // Then
        assertThat(parameters)
                .allSatisfy(p -> assertThat(p.path("description").asText()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("files")
    void followsTheOneErrorPolicy(RouteFile file) {
        // Given
        String policy = file.folder().equals("sinks") ? "sink-errors" : "gateway-errors";

        // When
        List<String> policies =
                file.routes().stream().map(r -> r.path("routeConfigurationId").asText()).toList();

        // Then
        assertThat(policies).allMatch(policy::equals);
    }

    @ParameterizedTest
    @MethodSource("files")
    void putsOptionsUnderParametersAndNotIntoTheUri(RouteFile file) {
        // Given
        List<String> uris = new ArrayList<>();

        // When
        RouteFiles.fields(file.tree(), (key, value) -> addIf(key.equals("uri"), uris, value));

        // Then
        assertThat(uris).noneMatch(uri -> uri.contains("?"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void isWrittenInCanonicalYaml(RouteFile file) {
        // Given
        List<String> compact = new ArrayList<>();

        // When
        file.routes()
                .forEach(
                        route ->
                                RouteFiles.fields(
                                        route, (key, value) -> addCompact(compact, key, value)));

        // Then
        assertThat(compact).isEmpty();
        assertThat(file.all("from")).isEmpty();
    }

    private static void addCompact(List<String> compact, String key, JsonNode value) {
        if (STEPS.contains(key) && value.isTextual()) {
            compact.add(key + ": " + value.asText());
        }
        if (EXPRESSION_USERS.contains(key)) {
            LANGUAGES.stream()
                    .filter(value::has)
                    .forEach(language -> compact.add(key + ": {" + language + ": …}"));
        }
    }

    @Test
    void givesEveryRouteAndStepAnIdOfItsOwn() {
        // Given
        List<String> ids = new ArrayList<>();

        // When
        files().stream()
                .filter(file -> !file.folder().equals("providers"))
                .forEach(
                        file ->
                                RouteFiles.fields(
                                        file.tree(),
                                        (key, value) -> addIf(key.equals("id"), ids, value)));

        // Then
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches(KEBAB_CASE.pattern()));
    }

    @Test
    void reachesOnlyRoutesThatExist() {
        // Given
        Set<String> offered = new HashSet<>();
        Set<String> used = new HashSet<>();

        // When
        for (RouteFile file : files()) {
            file.routes().forEach(route -> offered.add(route.at("/from/uri").asText()));
            RouteFiles.fields(file.tree(), (key, value) -> addIf(key.equals("uri"), used, value));
        }

        // Then
        assertThat(used)
                .filteredOn(uri -> uri.startsWith("direct:") && !uri.contains("${"))
                .isSubsetOf(offered);
    }

    @Test
    void namesOnlyBeansThatExist() {
        // Given
        Set<String> known = new HashSet<>(Set.of("takeIn"));
        List<String> used = new ArrayList<>();

        // When
        for (RouteFile file : files()) {
            file.all("beans")
                    .forEach(beans -> beans.forEach(bean -> known.add(bean.path("name").asText())));
            RouteFiles.fields(file.tree(), (key, value) -> addBean(used, key, value));
        }

        // Then
        assertThat(known).containsAll(used);
    }

    private static void addBean(List<String> used, String key, JsonNode value) {
        addIf(key.equals("ref"), used, value);
        if (value.asText().startsWith("#bean:")) {
            used.add(value.asText().substring("#bean:".length()));
        }
    }

    @Test
    void readsOnlySettingsThatAreDocumented() throws IOException {
        // Given
        Properties documented = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("config/application.properties"))) {
            documented.load(reader);
        }

        // When
        List<String> used = new ArrayList<>();
        for (RouteFile file : files()) {
            Set<String> parameters = new HashSet<>();
            file.all("routeTemplate")
                    .forEach(
                            t ->
                                    t.path("parameters")
                                            .forEach(p -> parameters.add(p.path("name").asText())));
            for (Matcher matcher = SETTING.matcher(file.text()); matcher.find(); ) {
                addIf(!parameters.contains(matcher.group(1)), used, matcher.group(1));
            }
        }

        // Then
        assertThat(documented.stringPropertyNames()).containsAll(used);
    }

    @Test
    void documentsADefaultThatIsTheOneInTheRoutes() throws IOException {
        // Given
        Properties documented = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("config/application.properties"))) {
            documented.load(reader);
        }

        // When
        List<String> differing = new ArrayList<>();
        for (RouteFile file : files()) {
            for (Matcher matcher = SETTING.matcher(file.text()); matcher.find(); ) {
                String inRoute = matcher.group(2);
                String told = documented.getProperty(matcher.group(1));
                addIf(inRoute != null && !inRoute.equals(":" + told), differing, matcher.group());
            }
        }

        // Then
        assertThat(differing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isShort(RouteFile file) {
        // Given
        boolean beans = file.path().endsWith("beans.camel.yaml");

        // When
        long lines = file.text().lines().count();

        // Then
        assertThat(beans || lines <= LONGEST).as("%d lines", lines).isTrue();
    }

    @ParameterizedTest
    @MethodSource("files")
    void endsWithItsSuffix(RouteFile file) {
        // Given
        Path path = file.path();

        // When
        String name = path.getFileName().toString();

        // Then
        assertThat(name).endsWith(RouteFiles.SUFFIX);
    }

    private String id(JsonNode node) {
        return node.path("id").asText();
    }

    private static void addIf(boolean wanted, Collection<String> to, JsonNode value) {
        addIf(wanted, to, value.asText());
    }

    private static void addIf(boolean wanted, Collection<String> to, String value) {
        if (wanted) {
            to.add(value);
        }
    }
}
