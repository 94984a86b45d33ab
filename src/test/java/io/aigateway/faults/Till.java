package io.aigateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.fixture.GatewayUnderTest;
import java.math.BigDecimal;
import java.net.http.HttpResponse;

/** Budgets of a gateway and calls that are paid from them, over HTTP. */
record Till(GatewayUnderTest gateway) {

    /** Creates something; the body is JSON with single quotes. */
    JsonNode create(String path, String body) {
        HttpResponse<String> made = gateway.post(path, body.replace('\'', '"'));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayUnderTest.json(made);
    }

    /** A monthly budget on a scope, such as {@code 'tag':'a'}. */
    JsonNode budget(String scope, String cents) {
        return create(
                "/v1/budgets", "{%s,'cap_cents':%s,'period':'month'}".formatted(scope, cents));
    }

    BigDecimal spent(JsonNode budget) {
        return now(budget).path("spent_cents").decimalValue();
    }

    BigDecimal reserved(JsonNode budget) {
        return now(budget).path("reserved_cents").decimalValue();
    }

    JsonNode now(JsonNode budget) {
        return GatewayUnderTest.json(gateway.get("/v1/budgets/" + budget.path("id").asText()));
    }

    /** A call by the admin. */
    HttpResponse<String> ask(String model, String tags, String more) {
        return askAs(gateway.adminKey(), model, tags, more);
    }

    /** A call by the admin with a text of its own. */
    HttpResponse<String> say(String model, String tags, String text) {
        return askAs(gateway.adminKey(), model, tags, "", text);
    }

    /** A call; {@code more} are fields of the request, such as {@code ,'max_tokens':5}. */
    HttpResponse<String> askAs(String key, String model, String tags, String more) {
        return askAs(key, model, tags, more, "Tell me more please");
    }

    private HttpResponse<String> askAs(
            String key, String model, String tags, String more, String text) {
        String body =
                "{'model':'%s'%s,'messages':[{'role':'user','content':'%s'}]}"
                        .formatted(model, more, text)
                        .replace('\'', '"');
        return gateway.postAs(key, "/v1/chat/completions", body, "x-aig-tag", tags);
    }

    static String message(HttpResponse<String> answer) {
        return GatewayUnderTest.json(answer).at("/error/message").asText();
    }

    static String warning(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-aig-warning").orElse("");
    }
}
