package io.aigateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.aigateway.rules.RouteFiles.RouteFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route file is valid by the schema that this version of Camel carries for its own YAML. */
class RouteSchemaTest {

    private static JsonSchema schema;

    @BeforeAll
    static void loadTheSchemaOnce() throws IOException {
        try (InputStream in =
                RouteSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema =
                    JsonSchemaFactory.getInstance(VersionFlag.V7)
                            .getSchema(new ObjectMapper().readTree(in));
        }
    }

    static List<RouteFile> files() {
        return RouteFiles.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsValid(RouteFile file) {
        // Given
        JsonSchema ofCamel = schema;

        // When
        Set<ValidationMessage> wrong = ofCamel.validate(file.tree());

        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void theSchemaFindsAFieldThatDoesNotExist() throws IOException {
        // Given
        String route = "[{\"route\":{\"id\":\"a\",\"form\":{\"uri\":\"direct:a\",\"steps\":[]}}}]";

        // When
        Set<ValidationMessage> wrong = schema.validate(new ObjectMapper().readTree(route));

        // Then
        assertThat(wrong).isNotEmpty();
    }
}
