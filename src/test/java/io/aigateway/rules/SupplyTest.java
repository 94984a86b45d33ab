package io.aigateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is really on the class path, told by the jars themselves: versions that Camel 4.18.0 would
 * bring have known holes, such as CVE-2026-42581 (request smuggling) in Netty before 4.1.135 and
 * CVE-2026-89044 before 4.1.138.
 */
class SupplyTest {

    private static final String NETTY = "META-INF/io.netty.versions.properties";
    private static final String VERTX = "META-INF/maven/io.vertx/%s/pom.properties";

    @Test
    void everyNettyJarIsOneWithoutTheKnownHoles() throws IOException {
        // Given
        List<String> versions = new ArrayList<>();

        // When
        for (URL file : Collections.list(loader().getResources(NETTY))) {
            Properties told = read(file);
            told.stringPropertyNames().stream()
                    .filter(key -> key.endsWith(".version"))
                    .forEach(key -> versions.add(told.getProperty(key).replace(".Final", "")));
        }

        // Then
        assertThat(versions).hasSizeGreaterThan(5).allSatisfy(v -> assertNotOlder(v, "4.1.138"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vertx-core", "vertx-web"})
    void vertxIsTheNewestOfTheLineThatCamelUses(String artifact) throws IOException {
        // Given
        URL file = loader().getResource(VERTX.formatted(artifact));

        // When
        String version = read(file).getProperty("version");

        // Then
        assertThat(version).startsWith("4.5.");
        assertNotOlder(version, "4.5.32");
    }

    @ParameterizedTest
    @CsvSource({"4.1.9, 4.1.10, -1", "4.1.135, 4.1.135, 0", "4.2.0, 4.1.140, 1"})
    void versionsAreComparedAsNumbers(String one, String other, int expected) {
        // Given
        int[] first = numbers(one);

        // When
        int order = Integer.signum(Arrays.compare(first, numbers(other)));

        // Then
        assertThat(order).isEqualTo(expected);
    }

    private static void assertNotOlder(String version, String oldest) {
        assertThat(Arrays.compare(numbers(version), numbers(oldest))).as(version).isNotNegative();
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    private static ClassLoader loader() {
        return SupplyTest.class.getClassLoader();
    }

    private static Properties read(URL file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = file.openStream()) {
            properties.load(in);
        }
        return properties;
    }
}
