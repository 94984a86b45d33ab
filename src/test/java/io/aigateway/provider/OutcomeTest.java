package io.aigateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.aigateway.call.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "502 | connection_error | - | refused | CONNECTION",
                "504 | timeout_error | - | late | TIMEOUT",
                "408 | x | - | x | TIMEOUT",
                "524 | x | - | x | TIMEOUT",
                "500 | api_error | - | x | SERVER_ERROR",
                "529 | overloaded_error | - | x | SERVER_ERROR",
                "424 | x | - | model error | SERVER_ERROR",
                "499 | x | - | x | SERVER_ERROR",
                "429 | rate_limit_error | - | slow down | RATE_LIMIT",
                "429 | RESOURCE_EXHAUSTED | - | You exceeded your current quota | RATE_LIMIT",
                "413 | tokens | rate_limit_exceeded | Request too large | RATE_LIMIT",
                "429 | insufficient_quota | insufficient_quota | x | QUOTA",
                "429 | x | credit_balance_exhausted | x | QUOTA",
                "429 | x | project_spend_limit_exceeded | x | QUOTA",
                "429 | rate_limit_error | enforced_spend_limit_reached | x | QUOTA",
                "402 | x | - | x | QUOTA",
                "400 | invalid_request_error | - | Your credit balance is too low to access | QUOTA",
                "401 | x | - | x | PROVIDER_AUTH",
                "403 | permission_error | - | no access | PROVIDER_AUTH",
                "400 | INVALID_ARGUMENT | API_KEY_INVALID | API key not valid | PROVIDER_AUTH",
                "400 | x | - | Incorrect API key provided | PROVIDER_AUTH",
                "403 | x | - | Input was flagged for moderation | CONTENT_FILTER",
                "400 | x | content_filter | x | CONTENT_FILTER",
                "400 | x | ResponsibleAIPolicyViolation | x | CONTENT_FILTER",
                "400 | invalid_request_error | - | Output blocked by content filtering policy | CONTENT_FILTER",
                "400 | x | context_length_exceeded | x | CONTEXT_WINDOW",
                "400 | invalid_request_error | - | prompt is too long: 210000 tokens > 200000 maximum | CONTEXT_WINDOW",
                "400 | INVALID_ARGUMENT | - | The input token count (9) exceeds the maximum | CONTEXT_WINDOW",
                "400 | x | - | This model's maximum context length is 8192 tokens | CONTEXT_WINDOW",
                "404 | not_found_error | - | model: claude-x | MODEL_NOT_FOUND",
                "400 | invalid_model | 1500 | Invalid model: x | MODEL_NOT_FOUND",
                "400 | x | - | foo/bar is not a valid model ID | MODEL_NOT_FOUND",
                "400 | x | model_decommissioned | x | MODEL_NOT_FOUND",
                "400 | x | unsupported_parameter | x | UNSUPPORTED_PARAMETER",
                "400 | x | - | Unsupported parameter: 'temperature' | UNSUPPORTED_PARAMETER",
                "400 | x | - | messages: roles must alternate | CALLER_FAULT",
                "409 | x | - | x | CALLER_FAULT",
                "413 | request_too_large | - | x | CALLER_FAULT",
                "422 | x | - | x | CALLER_FAULT",
            })
    void classifiesAnError(
            int status, String type, @Nullable String code, String message, Outcome expected) {
        // Given
        UpstreamError error = new UpstreamError(status, type, code, message);

        // When
        Outcome outcome = Outcomes.classify(error);

        // Then
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    void failsOverByDefaultExactlyWhereTheContractSays() {
        // Given
        List<String> contract =
                List.of(
                        "connection",
                        "timeout",
                        "rate-limit",
                        "quota",
                        "provider-auth",
                        "server-error");

        // When
        List<String> keys =
                Arrays.stream(Outcome.values())
                        .filter(Outcome::failsOverByDefault)
                        .filter(outcome -> outcome != Outcome.CIRCUIT_OPEN)
                        .filter(outcome -> outcome != Outcome.BUSY)
                        .filter(outcome -> outcome != Outcome.OUTRUN)
                        .map(Outcome::key)
                        .toList();

        // Then
        assertThat(keys).isEqualTo(contract);
    }

    @Test
    void blamesTheProviderOnlyForItsOwnFailures() {
        // Given
        List<Outcome> own = List.of(Outcome.CONNECTION, Outcome.TIMEOUT, Outcome.SERVER_ERROR);

        // When
        List<Outcome> blamed =
                Arrays.stream(Outcome.values()).filter(Outcome::countsAgainstBreaker).toList();

        // Then
        assertThat(blamed).isEqualTo(own);
    }

    @Test
    void isFoundByTheNameInARule() {
        // Given
        String key = "content-filter";

        // When
        Optional<Outcome> found = Outcome.named(key);

        // Then
        assertThat(found).contains(Outcome.CONTENT_FILTER);
        assertThat(Outcome.named("CONTENT_FILTER")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "eos,stop",
        "END_TURN,stop",
        "pause_turn,stop",
        "COMPLETE,stop",
        "model_length,length",
        "MAX_TOKENS,length",
        "model_context_window_exceeded,length",
        "tool_use,tool_calls",
        "TOOL_CALL,tool_calls",
        "refusal,content_filter",
        "SAFETY,content_filter",
        "something_new,stop",
    })
    void translatesAFinishReason(String theirs, String openAi) {
        // Given
        String reason = theirs;

        // When
        String translated = FinishReasons.toOpenAi(reason);

        // Then
        assertThat(translated).isEqualTo(openAi);
    }

    @ParameterizedTest
    @CsvSource({
        "error,true",
        "TIMEOUT,true",
        "insufficient_system_resource,true",
        "malformed_model_output,true",
        "stop,false",
        "MALFORMED_FUNCTION_CALL,false",
    })
    void tellsAProvidersFailureFromAnEnd(String reason, boolean failure) {
        // Given
        String word = reason;

        // When
        boolean told = FinishReasons.isFailure(word);

        // Then
        assertThat(told).isEqualTo(failure);
    }
}
