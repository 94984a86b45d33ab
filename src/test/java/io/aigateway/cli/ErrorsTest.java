package io.aigateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call m p",
                "models",
                "usage",
                "tail",
                "key list",
                "key create n",
                "key show k",
                "key delete k",
                "key rotate k",
                "sub-account list",
                "sub-account create n",
                "sub-account show s",
                "sub-account delete s",
                "budget list",
                "budget create --tag t --cap 1",
                "budget show b",
                "budget delete b"
            })
    void everyVerbSaysHowToStartAGatewayThatIsNotThere(String command) throws Exception {
        // Given
        String nobody = "http://127.0.0.1:" + freePort();

        // When
        Run run = Run.with(Map.of("AIGATEWAY_BASE_URL", nobody + "/v1/"), command.split(" "));

        // Then
        assertThat(run)
                .isEqualTo(
                        new Run(
                                1,
                                "",
                                "aig: no gateway answers at "
                                        + nobody
                                        + ": start it with 'aig up', or set AIGATEWAY_BASE_URL to"
                                        + " where it runs\n"));
    }

    @Test
    void tellsARefusedKeyAndWhereItCameFrom() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.refusing(401, "authentication_error", "This key is not known.")) {
            // When
            Run run = Run.of(gateway, "models");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    1,
                                    "",
                                    "aig: This key is not known. (HTTP 401 authentication_error;"
                                            + " the key came from AIGATEWAY_API_KEY)\n"));
        }
    }

    @Test
    void tellsThatNoKeyWasSent() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.refusing(401, "authentication_error", "A key is needed.")) {
            Map<String, String> env =
                    Map.of("AIGATEWAY_BASE_URL", gateway.address(), "AIGATEWAY_DATA", "none");

            // When
            Run run = Run.with(env, "key", "list");

            // Then
            assertThat(run.err())
                    .isEqualTo(
                            "aig: A key is needed. (HTTP 401 authentication_error; no key was"
                                    + " sent: set AIGATEWAY_API_KEY)\n");
            assertThat(gateway.onlySeen().authorization()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "402, budget_exceeded, 'Tag x has used its cap of $5.00.'",
        "404, model_not_found, 'No model a/b; did you mean a/c?'",
        "502, provider_error, 'openai answered 500.'"
    })
    void tellsWhyACallWasRefused(int status, String type, String message) {
        // Given
        try (FakeGateway gateway = FakeGateway.refusing(status, type, message)) {
            // When
            Run run = Run.of(gateway, "call", "a/b", "hello");

            // Then
            assertThat(run)
                    .isEqualTo(
                            new Run(
                                    1,
                                    "",
                                    "aig: %s (HTTP %d %s)\n".formatted(message, status, type)));
        }
    }

    @Test
    void tellsWhenToTryAgain() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.listening()
                        .then(
                                exchange -> {
                                    exchange.getResponseHeaders().set("Retry-After", "12");
                                    FakeGateway.answer(
                                            exchange,
                                            429,
                                            "application/json",
                                            FakeGateway.error(
                                                    429, "rate_limit_error", "Too fast."));
                                })) {
            // When
            Run run = Run.of(gateway, "models");

            // Then
            assertThat(run.err())
                    .isEqualTo("aig: Too fast. (HTTP 429 rate_limit_error; try again in 12 s)\n");
        }
    }

    @Test
    void tellsAnErrorOfManyLinesOnOne() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.refusing(400, "invalid_request_error", "bad\\n\\u001b[31mthing\\n")) {
            // When
            Run run = Run.of(gateway, "models");

            // Then
            assertThat(run.err())
                    .isEqualTo("aig: bad [31mthing (HTTP 400 invalid_request_error)\n");
        }
    }

    @Test
    void tellsWhenSomethingElseListensThere() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.listening()
                        .then(
                                exchange ->
                                        FakeGateway.answer(
                                                exchange, 200, "text/html", "<html>hi</html>"))) {
            // When
            Run run = Run.of(gateway, "models");

            // Then
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo(
                            "aig: "
                                    + gateway.address()
                                    + " answered something that is not JSON: is AIGATEWAY_BASE_URL"
                                    + " the address of an AIgateway?\n");
        }
    }

    @Test
    void tellsAnErrorPageOfAProxyByItsStatus() {
        // Given
        try (FakeGateway gateway =
                FakeGateway.listening()
                        .then(
                                exchange ->
                                        FakeGateway.answer(
                                                exchange, 503, "text/html", "<html>no</html>"))) {
            // When
            Run run = Run.of(gateway, "models");

            // Then
            assertThat(run.err())
                    .isEqualTo(
                            "aig: "
                                    + gateway.address()
                                    + "/v1/models refused without saying why (HTTP 503)\n");
        }
    }

    @Test
    void tellsAnAnswerWithoutAList() {
        // Given
        try (FakeGateway gateway = FakeGateway.answering("{\"ok\":true}")) {
            // When
            Run run = Run.of(gateway, "usage");

            // Then
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).startsWith("aig: the answer has no 'data' list").hasLineCount(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "modls|unexpected argument 'modls'; did you mean 'models'? (see 'aig --help')",
                "call m|Missing required parameter: 'PROMPT' (see 'aig call --help')",
                "call m two words|unexpected argument 'words' (see 'aig call --help')",
                "call m p --zzz|unknown option '--zzz' (see 'aig call --help')",
                "call m p --max-tokens 0"
                        + "|--max-tokens must be at least 1, but was 0 (see 'aig call --help')",
                "key|say what to do: create, list, show, delete, rotate (see 'aig key --help')",
                "budget create --tag t --key k --cap 1|give one of --tag, --key, --sub-account,"
                        + " --provider and --account, or --tag with --sub-account"
                        + " (see 'aig budget create --help')",
                "key create n --cap 5.00|Invalid value for option '--cap-cents': must be whole US"
                        + " cents (5000 is $50.00), but was '5.00' (see 'aig key create --help')"
            })
    void tellsWrongUsageInOneLine(String command, String message) {
        // Given
        Map<String, String> nothingSet = Map.of();

        // When
        Run run = Run.with(nothingSet, command.split(" "));

        // Then
        assertThat(run).isEqualTo(new Run(2, "", "aig: " + message + "\n"));
    }

    @Test
    void tellsItsOwnFaultsWithoutAStackTrace() {
        // Given
        StringWriter err = new StringWriter();
        Environment broken =
                name -> {
                    throw new IllegalStateException("no environment");
                };
        Shell shell =
                new Shell(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err),
                        broken,
                        false,
                        length -> {});

        // When
        int exit = Aig.run(new String[] {"models"}, shell);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "aig: a fault in aig itself, please report it:"
                                + " java.lang.IllegalStateException: no environment\n");
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
