package io.aigateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page: nothing is unchecked in silence, links lead somewhere. */
class DocsTest {

    private static final Set<String> CHECKED_ELSEWHERE =
            Set.of("yaml", "bash", "sh", "console", "java", "python", "typescript");
    private static final Set<String> CHECKED_HERE = Set.of("json", "properties");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern TEST_COMMAND =
            Pattern.compile("<!-- test-command -->\\s*```bash\\s*(.+?)\\s*```", Pattern.DOTALL);

    static List<DocBlock> blocks() {
        return DocFiles.blocks();
    }

    static List<Path> pages() {
        return DocFiles.pages();
    }

    static List<DocBlock> json() {
        return DocFiles.blocks("json");
    }

    static List<DocBlock> properties() {
        return DocFiles.blocks("properties");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyBlockIsCheckedOrSaysWhyNot(DocBlock block) {
        // Given
        String language = block.language();

        // When
        boolean checked = CHECKED_HERE.contains(language) || CHECKED_ELSEWHERE.contains(language);

        // Then
        assertThat(checked || block.isExempt())
                .as("%s needs a comment such as <!-- not checked: why -->", block)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("json")
    void jsonCanBeParsed(DocBlock block) {
        // Given
        ObjectMapper mapper =
                new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        // When, Then
        assertThatCode(() -> mapper.readTree(block.text())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void settingsExist(DocBlock block) throws IOException {
        // Given
        Set<String> known = new TreeSet<>(keys(Files.readString(Path.of(SETTINGS))));
        known.add("camel.main.routes-include-pattern");

        // When
        Set<String> used = keys(block.text());

        // Then
        assertThat(known).containsAll(used);
    }

    private static final String SETTINGS = "config/application.properties";

    @Test
    void everyTestThatAPageNamesExists() throws IOException {
        // Given
        Set<String> named = new TreeSet<>();
        for (Path page : DocFiles.pages()) {
            Matcher name = Pattern.compile("`([A-Z]\\w+Test)`").matcher(Files.readString(page));
            name.results().forEach(found -> named.add(found.group(1)));
        }

        // When
        Set<String> existing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .forEach(existing::add);
        }

        // Then
        assertThat(existing).containsAll(named);
    }

    @Test
    void everySettingIsInTheTableOfSettings() throws IOException {
        // Given
        String page = Files.readString(Path.of("docs/configuration.md"));

        // When
        Set<String> known = keys(Files.readString(Path.of(SETTINGS)));

        // Then
        assertThat(known).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFilesAndHeadings(Path page) {
        // Given
        List<String> links = linksOf(page);

        // When
        List<String> dead = links.stream().filter(link -> !leadsSomewhere(page, link)).toList();

        // Then
        assertThat(dead).as(page.toString()).isEmpty();
    }

    @Test
    void theReadmeNamesTheTestCommandWhereABuildServerLooksForIt() throws IOException {
        // Given
        String readme = Files.readString(Path.of("README.md"));

        // When
        Matcher command = TEST_COMMAND.matcher(readme);

        // Then
        assertThat(command.find()).isTrue();
        assertThat(command.group(1)).isEqualTo("mvn verify");
    }

    private static Set<String> keys(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties.stringPropertyNames();
    }

    private static List<String> linksOf(Path page) {
        List<String> links = new ArrayList<>();
        for (String line : DocFiles.lines(page)) {
            Matcher matcher = LINK.matcher(line);
            while (matcher.find()) {
                links.add(matcher.group(1));
            }
        }
        return links.stream().filter(link -> !link.contains("://")).toList();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || headings(target).contains(parts[1]));
    }

    private static Set<String> headings(Path page) {
        return DocFiles.lines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
