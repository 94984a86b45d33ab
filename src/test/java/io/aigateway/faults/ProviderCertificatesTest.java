package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.fixture.Certificates;
import io.aigateway.fixture.FakeProvider;
import io.aigateway.fixture.GatewayProcess;
import io.aigateway.fixture.RawCaller;
import io.aigateway.fixture.UpstreamFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers whose certificate does not prove that they are who they say. */
class ProviderCertificatesTest {

    @TempDir static Path folder;
    static Map<String, FakeProvider> providers = new HashMap<>();
    static GatewayProcess gateway;

    @BeforeAll
    static void start() {
        Certificates certificates = Certificates.in(folder);
        UpstreamFiles files = UpstreamFiles.create();
        for (String alias : new String[] {"good", "expired", "elsewhere", "self-signed"}) {
            FakeProvider provider = FakeProvider.openAi(certificates, alias);
            providers.put(alias, provider);
            files.openAi(alias, provider);
        }
        gateway =
                GatewayProcess.in(folder.resolve("gateway"))
                        .with(files.files())
                        .option(certificates.trusted())
                        .started();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        providers.values().forEach(FakeProvider::close);
    }

    @Test
    @Tag("U3")
    void areAskedWhenItIsGood() {
        // When
        String answer = ask("\"model\":\"good/chat\"", true, "good");

        // Then
        assertThat(answer).contains(" 200 ", "said: ", "[DONE]");
    }

    @ParameterizedTest
    @CsvSource({
        "expired, true, 'certificate has expired, or is not valid yet'",
        "expired, false, 'certificate has expired, or is not valid yet'",
        "elsewhere, true, 'certificate is for another host'",
        "elsewhere, false, 'certificate is for another host'",
        "self-signed, true, 'certificate is not signed by anybody we trust'",
        "self-signed, false, 'certificate is not signed by anybody we trust'"
    })
    @Tag("U3")
    void getNeitherOurKeyNorAPromptWhenItIsNot(String provider, boolean stream, String why) {
        // Given
        String tag = provider + "-" + stream;

        // When
        String answer = ask("\"model\":\"" + provider + "/chat\"", stream, tag);

        // Then
        assertThat(answer).contains(" 502 ", "provider_error", "could not be reached");
        assertThat(answer).doesNotContain("sk-provider", "127.0.0.1");
        assertThat(providers.get(provider).requests()).isEmpty();
        assertThat(providers.get(provider).bytesSent()).isZero();
        JsonNode record = recordOf(tag);
        assertThat(record.path("status").asInt()).isEqualTo(502);
        assertThat(record.at("/attempts/0/outcome").asText()).isEqualTo("connection");
        assertThat(record.path("cost_cents").decimalValue()).isZero();
        assertThat(gateway.log() + gateway.said())
                .contains(why, "provider=" + provider)
                .doesNotContain("sk-provider", "secret words");
    }

    @Test
    @Tag("U3")
    void arePassedOverForOneWithAGoodOne() {
        // When
        String answer = ask("\"models\":[\"expired/chat\",\"good/chat\"]", true, "over");

        // Then
        assertThat(answer).contains(" 200 ", "x-aig-served-by: good/chat", "[DONE]");
        assertThat(providers.get("expired").requests()).isEmpty();
    }

    private static JsonNode recordOf(String tag) {
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            String get =
                    "GET /v1/usage/recent?tag=%s HTTP/1.1\r\nhost: g\r\nconnection: close\r\nauthorization: Bearer %s\r\n\r\n"
                            .formatted(tag, gateway.adminKey());
            String answer = caller.send(get).readToEnd();
            return new ObjectMapper()
                    .readTree(answer.substring(answer.indexOf("\r\n\r\n")))
                    .at("/data/0");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String ask(String models, boolean stream, String tag) {
        String body =
                "{%s,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"secret words\"}]}"
                        .formatted(models, stream);
        String post =
                RawCaller.post(
                        "/v1/chat/completions",
                        gateway.adminKey(),
                        body,
                        "Connection: close",
                        "x-aig-tag: " + tag);
        try (RawCaller caller = RawCaller.to(gateway.port())) {
            return caller.send(post).readToEnd();
        }
    }
}
