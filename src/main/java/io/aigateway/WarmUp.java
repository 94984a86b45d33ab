package io.aigateway;

import io.aigateway.account.AllowedModels;
import io.aigateway.account.ApiKey;
import io.aigateway.account.Authentication.Known;
import io.aigateway.account.Limits;
import io.aigateway.call.Api;
import io.aigateway.call.Call;
import io.aigateway.call.CollectedReply;
import io.aigateway.call.RequestId;
import io.aigateway.call.RequestReader;
import io.aigateway.call.WireHeaders;
import io.aigateway.error.GatewayException;
import io.aigateway.routing.Planner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the demo model a few times before anybody is served, so that the first caller does not wait
 * for classes to be loaded. The calls begin after the budget and end before the bill: nothing is
 * counted, nothing is recorded.
 */
final class WarmUp {

    private static final Logger LOGGER = LoggerFactory.getLogger(WarmUp.class);
    private static final int CALLS = 10;
    private static final String REQUEST =
            "{\"model\":\"demo/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Are you there?\"}]}";

    private final CamelContext context;

    WarmUp(CamelContext context) {
        this.context = context;
    }

    void run() {
        Planner planner = context.getRegistry().lookupByNameAndType("planner", Planner.class);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            for (int i = 0; i < CALLS; i++) {
                Call call = planner.plan(call());
                template.send("direct:call-model", exchange -> put(exchange, call));
            }
        } catch (GatewayException withoutDemo) {
            LOGGER.atDebug().log("there is no demo model to warm up with");
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static void put(Exchange exchange, Call call) {
        exchange.setVariable("call", call);
    }

    private static Call call() {
        byte[] body = REQUEST.getBytes(StandardCharsets.UTF_8);
        ApiKey nobody =
                new ApiKey(
                        "key_warm_up",
                        "warm-up",
                        null,
                        false,
                        Limits.NONE,
                        AllowedModels.ALL,
                        null,
                        null,
                        "",
                        Instant.EPOCH);
        return Call.received(
                        RequestId.fresh(),
                        Instant.now(),
                        RequestReader.read(Api.CHAT, body),
                        new WireHeaders(Map.of()),
                        new CollectedReply())
                .by(new Known(nobody, null));
    }
}
