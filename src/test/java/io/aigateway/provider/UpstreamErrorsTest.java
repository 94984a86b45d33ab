package io.aigateway.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aigateway.call.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamErrorsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "OpenAI | 404 | {\"error\":{\"message\":\"No such model\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"model_not_found\"}} | 404 | invalid_request_error | model_not_found | No such model",
                "Anthropic | 529 | {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},\"request_id\":\"req_1\"} | 529 | overloaded_error | - | Overloaded",
                "Anthropic spend limit | 429 | {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Limit\",\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}} | 429 | rate_limit_error | enforced_spend_limit_reached | Limit",
                "Gemini | 429 | {\"error\":{\"code\":429,\"message\":\"Quota\",\"status\":\"RESOURCE_EXHAUSTED\"}} | 429 | RESOURCE_EXHAUSTED | - | Quota",
                "Gemini key | 400 | {\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}} | 400 | INVALID_ARGUMENT | API_KEY_INVALID | API key not valid.",
                "Gemini in a list | 503 | [{\"error\":{\"code\":503,\"message\":\"Busy\",\"status\":\"UNAVAILABLE\"}}] | 503 | UNAVAILABLE | - | Busy",
                "Mistral flat | 400 | {\"object\":\"error\",\"message\":\"Invalid model: x\",\"type\":\"invalid_model\",\"param\":null,\"code\":\"1500\"} | 400 | invalid_model | 1500 | Invalid model: x",
                "Mistral detail | 422 | {\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"messages\",0],\"msg\":\"Field required\"}]} | 422 | invalid_request_error | - | body.messages.0: Field required",
                "Mistral detail inside message | 422 | {\"object\":\"error\",\"message\":{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"Extra\"}]}} | 422 | invalid_request_error | - | body: Extra",
                "xAI | 400 | {\"code\":\"Client specified an invalid argument\",\"error\":\"Bad temperature\"} | 400 | invalid_request_error | Client specified an invalid argument | Bad temperature",
                "Together | 500 | {\"error\":\"internal\"} | 500 | api_error | - | internal",
                "Fireworks | 401 | {\"fault\":{\"faultstring\":\"Invalid ApiKey\",\"detail\":{\"errorcode\":\"oauth.v2.InvalidApiKey\"}}} | 401 | authentication_error | oauth.v2.InvalidApiKey | Invalid ApiKey",
                "Cohere | 498 | {\"id\":\"1\",\"message\":\"blocked\"} | 498 | invalid_request_error | - | blocked",
                "Bedrock | 424 | {\"Message\":\"model broke\"} | 424 | invalid_request_error | - | model broke",
                "Replicate | 402 | {\"title\":\"Insufficient credit\",\"detail\":\"Buy some\",\"status\":402} | 402 | billing_error | - | Insufficient credit: Buy some",
                "OpenRouter in a 200 | 200 | {\"error\":{\"message\":\"Provider returned error\",\"code\":429,\"metadata\":{\"raw\":\"slow down\",\"error_type\":\"rate_limit_exceeded\"}}} | 429 | rate_limit_exceeded | - | Provider returned error: slow down",
                "Anthropic in a stream | 200 | {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}} | 529 | overloaded_error | - | Overloaded",
                "no hint in a 200 | 200 | {\"error\":{\"message\":\"odd\"}} | 502 | api_error | - | odd",
                "Requesty | 400 | {\"error\":{\"origin\":\"anthropic\",\"message\":\"too long\"}} | 400 | invalid_request_error | - | too long",
                "Cloudflare | 403 | {\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"Authentication error\"}]} | 403 | permission_error | - | Authentication error",
                "HTML | 502 | <html><head><title>502 Bad Gateway</title></head></html> | 502 | api_error | - | HTML instead of JSON: 502 Bad Gateway",
                "plain text | 503 | upstream connect error | 503 | overloaded_error | - | upstream connect error",
                "nothing | 504 | `` | 504 | timeout_error | - | HTTP 504 without a message",
                "empty object | 429 | {} | 429 | rate_limit_error | - | HTTP 429 without a message",
                "broken JSON | 500 | {\"error\": | 500 | api_error | - | HTTP 500 without a message",
            })
    void readsTheBodyOf(
            String provider,
            int httpStatus,
            String body,
            int status,
            String type,
            String code,
            String message) {
        // Given
        String received = body == null ? "" : body;

        // When
        UpstreamError error = UpstreamErrors.parse(httpStatus, received);

        // Then
        assertThat(error).isEqualTo(new UpstreamError(status, type, code, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Incorrect API key provided: sk-proj-********************Ab1c. You can find | Ab1c",
                "Incorrect API key provided: 0123456789abcdef. | 0123456789abcdef",
                "invalid x-api-key sk-ant-api03-abcdefgh | abcdefgh",
                "POST https://host/v1beta/models?key=AIzaSyA1234567890abcdefghijk failed | AIza",
                "Consumer 'AIzaSyA1234567890abcdefghijk' blocked | AIza",
                "Authorization: Bearer abc.def-ghi | abc.def",
                "token 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c is bad | 9f86d081",
                "gsk_abcdEFGH1234 is expired | abcdEFGH",
                "{\"api_key\":\"hunter2hunter2\"} | hunter2",
            })
    void masksWhatLooksLikeAKey(String text, String secret) {
        // Given
        String body = text;

        // When
        UpstreamError error = UpstreamErrors.parse(401, "- " + body);

        // Then
        assertThat(error.message()).doesNotContain(secret).contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The model `accounts/fireworks/models/llama-v3p1-405b-instruct-long` is missing",
                "max_tokens: 128000 > 64000, the maximum allowed number of output tokens for claude-opus-4-1-20250805",
                "messages.0.content.1.cache_control.ephemeral: Extra inputs are not permitted",
                "Unsupported parameter: 'temperature'",
            })
    void leavesOrdinaryWordsAlone(String text) {
        // Given
        String body = text;

        // When
        UpstreamError error = UpstreamErrors.parse(400, body);

        // Then
        assertThat(error.message()).isEqualTo(text);
    }

    @Test
    void cutsALongMessageWithoutBreakingACharacter() {
        // Given
        String body = "x".repeat(499) + "🎉".repeat(100_000);

        // When
        UpstreamError error = UpstreamErrors.parse(500, body);

        // Then
        assertThat(error.message()).isEqualTo("x".repeat(499));
    }

    @Test
    void keepsControlCharactersOutOfLogs() {
        // Given
        String body = "a\r\nINFO forged line\u0000b";

        // When
        UpstreamError error = UpstreamErrors.parse(500, body);

        // Then
        assertThat(error.message()).isEqualTo("a INFO forged line b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "1",
                "\"x\"",
                "{\"error\":null}",
                "{\"error\":[]}",
                "{\"error\":{}}",
                "{\"detail\":{}}",
                "{\"error\":{\"message\":{\"a\":1}}}",
                "<",
                "[[[[",
                "{\"code\":1e99}"
            })
    void neverThrows(String body) {
        // Given
        String odd = body;

        // When
        // Then
        assertThatCode(() -> UpstreamErrors.parse(200, odd)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"x\"}} | true",
                "{\"error\":\"x\"} | true",
                "{\"error\":null,\"choices\":[]} | false",
                "{\"choices\":[{}]} | false",
            })
    void recognisesAnErrorInsideA200(String body, boolean isError) throws JsonProcessingException {
        // Given
        ObjectMapper json = new ObjectMapper();

        // When
        boolean recognised = UpstreamErrors.isError(json.readTree(body));

        // Then
        assertThat(recognised).isEqualTo(isError);
    }

    @Test
    void refusesAStatusThatIsNoError() {
        // Given
        int status = 200;

        // When
        // Then
        assertThatThrownBy(() -> new UpstreamError(status, "x", null, "y"))
                .hasMessage("status must be 400 to 599, but was 200");
    }

    @Test
    void carriesTheErrorWithoutAStackTrace() {
        // Given
        UpstreamError error = UpstreamError.timeout("no first byte after 30 s");

        // When
        UpstreamFailure failure = new UpstreamFailure(error);

        // Then
        assertThat(failure).hasMessage("504 timeout_error: no first byte after 30 s");
        assertThat(failure.getStackTrace()).isEmpty();
        assertThat(failure.error()).isEqualTo(error);
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.outcome()).isEqualTo(Outcome.TIMEOUT);
    }
}
