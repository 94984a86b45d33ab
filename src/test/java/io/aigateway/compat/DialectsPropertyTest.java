package io.aigateway.compat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Api;
import io.aigateway.call.Request;
import io.aigateway.call.RequestReader;
import io.aigateway.call.Tags;
import io.aigateway.call.WireHeaders;
import io.aigateway.call.Wishes;
import io.aigateway.catalog.LiveCatalog;
import io.aigateway.config.ConfigFiles;
import io.aigateway.config.Environment;
import io.aigateway.error.GatewayException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a caller sends in the words of others, it is understood within bounds or refused. */
class DialectsPropertyTest {

    private static final LiveCatalog CATALOG =
            new LiveCatalog(
                    new ConfigFiles(Path.of("config").toAbsolutePath()), Environment.of(Map.of()));
    private static final Dialects DIALECTS = new Dialects(CATALOG, new Random(7), "*,user");

    @Provide
    Arbitrary<Map<String, Object>> headers() {
        Arbitrary<String> names =
                Arbitraries.of(
                        "x-portkey-config",
                        "x-portkey-metadata",
                        "x-portkey-provider",
                        "x-portkey-virtual-key",
                        "x-portkey-request-timeout",
                        "x-portkey-odd",
                        "x-portkey-",
                        "helicone-property-",
                        "helicone-property-a",
                        "helicone-user-id",
                        "helicone-",
                        "x-litellm-timeout",
                        "x-litellm-num-retries",
                        "x-litellm-end-user-id",
                        "x-requesty-",
                        "x-requesty-team",
                        "x-title",
                        "x-openrouter-title",
                        "x-aig-path-deployment",
                        "x-aig-path-router");
        return Arbitraries.maps(names, values().map(value -> (Object) value)).ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        ":",
                        ",",
                        "targets",
                        "strategy",
                        "mode",
                        "fallback",
                        "loadbalance",
                        "provider",
                        "openai",
                        "weight",
                        "-1",
                        "1e999",
                        "0",
                        "9",
                        "_user",
                        "@",
                        "/",
                        "~",
                        "!",
                        "%",
                        " ",
                        "\u0000",
                        "\u202e",
                        "\ud83d\ude00",
                        "é",
                        "pc-1");
        Arbitrary<String> trees =
                Combinators.combine(
                                Arbitraries.of("fallback", "loadbalance", "single", "odd", ""),
                                Arbitraries.of("\"openai\"", "\"@nobody\"", "7", "null", "{}"),
                                Arbitraries.of("1", "0", "-3", "1e400", "\"x\"", "null"))
                        .as(
                                (mode, provider, weight) ->
                                        "{\"strategy\":{\"mode\":\"%s\"},\"targets\":[{\"provider\":%s,\"weight\":%s},{}]}"
                                                .formatted(mode, provider, weight));
        return Arbitraries.oneOf(
                trees,
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(300));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                        "gpt-4o",
                        "openai",
                        "/",
                        ":",
                        "@",
                        ",",
                        "!",
                        "~",
                        "nitro",
                        "free",
                        "policy/",
                        "meta-llama",
                        "x",
                        " ",
                        "0123456789abcdef")
                .list()
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(list -> String.join("", list));
    }

    @Property
    void anythingIsUnderstoodWithinBoundsOrRefused(
            @ForAll("headers") Map<String, Object> headers,
            @ForAll("names") String model,
            @ForAll("values") String provider) {
        // Given
        ObjectNode body = CompatBench.question("gpt-4o");
        body.put("model", model).put("provider", provider).put("preset", provider);
        body.putObject("requesty").put("user_id", provider).putArray("tags").add(provider);

        // When
        Wishes wishes = understood(body, headers);

        // Then
        assertThat(wishes.names()).hasSizeLessThanOrEqualTo(Draft.MOST_NAMES);
        assertThat(wishes.tags()).allMatch(tag -> tag.length() <= Tags.MAX_LENGTH);
        assertThat(wishes.properties()).hasSizeLessThanOrEqualTo(32);
        assertThat(String.join(", ", wishes.ignored())).hasSizeLessThan(2_100).matches("[ -~]*");
    }

    /** Those of a refused call are none; only 400 and 404 are refusals. */
    private static Wishes understood(ObjectNode body, Map<String, Object> headers) {
        try {
            Request request = RequestReader.read(Api.CHAT, body.toString().getBytes(UTF_8));
            return DIALECTS.understood(request, new WireHeaders(headers)).wishes();
        } catch (GatewayException refused) {
            assertThat(refused.error().status()).isIn(400, 404);
            return Wishes.NONE;
        }
    }

    @Example
    void aCallInOurWordsAloneIsLeftAsItIs() {
        // Given
        ObjectNode body = CompatBench.question("openai/gpt-5.4").put("stream", true);
        body.set("metadata", JsonNodeFactory.instance.objectNode().put("tags", "a"));
        Request request = RequestReader.read(Api.CHAT, body.toString().getBytes(UTF_8));
        Map<String, Object> headers =
                Map.of("authorization", "Bearer x", "x-aig-tag", "a", "x-stainless-lang", "java");

        // When
        Request understood = DIALECTS.understood(request, new WireHeaders(headers));

        // Then
        assertThat(understood).isSameAs(request);
    }
}
