package io.aigateway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.aigateway.catalog.Catalog;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.config.Finding;
import io.aigateway.fixture.GatewayUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** YAML in the documentation: routes run in a gateway, configuration is read without an error. */
class YamlBlocksTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir static Path folder;
    static GatewayUnderTest gateway;
    static JsonSchema schema;

    @BeforeAll
    static void start() throws IOException {
        gateway = GatewayUnderTest.started(folder);
        try (InputStream in =
                YamlBlocksTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema =
                    JsonSchemaFactory.getInstance(VersionFlag.V7)
                            .getSchema(new ObjectMapper().readTree(in));
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static List<DocBlock> routes() {
        return DocFiles.blocks("yaml").stream().filter(block -> tree(block).isArray()).toList();
    }

    static List<DocBlock> configuration() {
        return DocFiles.blocks("yaml").stream().filter(block -> !tree(block).isArray()).toList();
    }

    /** Also those that need something which is not shipped, and so cannot be started. */
    static List<DocBlock> allRoutes() {
        return DocFiles.blocks().stream()
                .filter(block -> block.language().equals("yaml") && tree(block).isArray())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("allRoutes")
    void routesFollowTheSchemaOfCamel(DocBlock block) throws IOException {
        // Given
        String text = asRoutes(block);

        // When
        JsonNode tree = YAML.readTree(text);

        // Then
        assertThat(schema.validate(tree)).as(block.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routesStartInARunningGateway(DocBlock block) {
        // Given
        CamelContext context = gateway.gateway().context();
        Resource file = ResourceHelper.fromString("file:docs.camel.yaml", asRoutes(block));

        // When, Then
        assertThatCode(() -> PluginHelper.getRoutesLoader(context).updateRoutes(file))
                .as(block.toString())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("configuration")
    void configurationIsReadWithoutAnError(DocBlock block) throws IOException {
        // Given
        Path config = Files.createTempDirectory(folder, "config");
        writeConfiguration(config, block);

        // When
        List<Finding> findings =
                Catalog.check(new ConfigFiles(config), Environment.of(Map.of("ACME_KEY", "k")));

        // Then
        assertThat(findings).as(block.toString()).noneMatch(Finding::isError);
    }

    /** A block of steps gets a route around it. */
    private static String asRoutes(DocBlock block) {
        return block.has("steps")
                ? "- route:\n    id: docs-%d\n    from:\n      uri: direct:docs-%d\n      steps:\n%s"
                        .formatted(block.line(), block.line(), block.text().indent(8))
                : block.text();
    }

    /**
     * Rows of providers and models are added to those that are shipped; the models of a page may
     * use the providers of the same page. Rules replace the shipped ones.
     */
    private static void writeConfiguration(Path config, DocBlock block) throws IOException {
        String kind = kind(block);
        assertThat(kind).as(block.toString()).isIn("providers", "models", "rules");
        if (kind.equals("rules")) {
            Files.writeString(config.resolve("rules.yaml"), block.text());
            return;
        }
        add(config, "providers", kind.equals("providers") ? List.of(block) : providersOf(block));
        add(config, "models", kind.equals("models") ? List.of(block) : List.of());
    }

    private static List<DocBlock> providersOf(DocBlock models) {
        return configuration().stream()
                .filter(block -> block.page().equals(models.page()))
                .filter(block -> kind(block).equals("providers"))
                .toList();
    }

    private static void add(Path config, String kind, List<DocBlock> blocks) throws IOException {
        StringBuilder text =
                new StringBuilder(Files.readString(Path.of("config", kind + ".yaml"))).append('\n');
        for (DocBlock block : blocks) {
            text.append(block.text().replaceFirst("(?m)^" + kind + ":\\n", ""));
        }
        Files.writeString(config.resolve(kind + ".yaml"), text);
    }

    private static String kind(DocBlock block) {
        return tree(block).fieldNames().next();
    }

    private static JsonNode tree(DocBlock block) {
        try {
            return YAML.readTree(block.text());
        } catch (IOException notYaml) {
            throw new AssertionError(block + " is not YAML: " + notYaml.getMessage(), notYaml);
        }
    }
}
