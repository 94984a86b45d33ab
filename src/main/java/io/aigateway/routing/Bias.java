package io.aigateway.routing;

import io.aigateway.call.Call;
import io.aigateway.error.Errors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a caller wants when it leaves the choice of the model to the gateway. */
enum Bias {
    /** What suits the request. */
    AUTO,
    /** The cheapest. */
    COST,
    /** The quickest to its first token. */
    SPEED,
    /** The best, as far as prices tell that. */
    QUALITY;

    private static final String NAME = "x-routing";

    /** From the header, else from the field of the body of the same name, else from the policy. */
    static Bias of(Call call, Preferences wish) {
        String header = call.headers().get(NAME);
        String field = call.request().body().path(NAME).asText("");
        String said = (header == null ? field : header).trim().toLowerCase(Locale.ROOT);
        if (said.isEmpty()) {
            return of(wish.policy());
        }
        return Arrays.stream(values())
                .filter(bias -> bias.text().equals(said))
                .findFirst()
                .orElseThrow(
                        () ->
                                Errors.invalidRequest(
                                                NAME,
                                                "'"
                                                        + NAME
                                                        + "' must be one of "
                                                        + String.join(", ", texts())
                                                        + ".")
                                        .asException());
    }

    private static Bias of(Policy policy) {
        return switch (policy) {
            case LOWEST_COST -> COST;
            case LOWEST_LATENCY, HIGHEST_THROUGHPUT -> SPEED;
            case LISTED, PINNED -> AUTO;
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> texts() {
        return Arrays.stream(values()).map(Bias::text).toList();
    }
}
