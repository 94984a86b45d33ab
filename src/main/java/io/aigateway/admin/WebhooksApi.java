package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.account.AccountViews;
import io.aigateway.call.Reply;
import io.aigateway.error.Errors;
import io.aigateway.event.Deliveries;
import io.aigateway.event.WebhookSecret;
import io.aigateway.event.WebhookSecrets;
import io.aigateway.event.Webhooks;
import java.util.Set;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** {@code /v1/webhooks} and {@code /v1/webhook-secret}: who is told of events. For admins. */
public final class WebhooksApi {

    private static final int DELIVERY_SEGMENT = 3;
    private static final int USUAL_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1_000;
    private static final Set<String> STATUSES = Set.of("pending", "delivered", "failed");

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookSecrets secrets;

    public WebhooksApi(Webhooks webhooks, Deliveries deliveries, WebhookSecrets secrets) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.secrets = secrets;
    }

    /** Creates a webhook. */
    public Reply create(@Variable("request") ManagementRequest request) {
        return Replies.created(WebhookViews.webhook(webhooks.create(request.byAdmin().body())));
    }

    /** Lists webhooks. */
    public Reply list(@Variable("request") ManagementRequest request) {
        request.byAdmin();
        return Replies.ok(AccountViews.list(webhooks.list(), WebhookViews::webhook));
    }

    /** Deletes one webhook. */
    public Reply delete(@Variable("request") ManagementRequest request) {
        webhooks.delete(request.byAdmin().id());
        return Replies.ok(AccountViews.deleted(request.id()));
    }

    /** Shows the secret that deliveries are signed with; null before the first webhook. */
    public Reply secret(@Variable("request") ManagementRequest request) {
        request.byAdmin();
        return Replies.ok(secret(secrets.current().map(WebhookSecret::reveal).orElse(null)));
    }

    /** Makes a new secret. */
    public Reply rotateSecret(@Variable("request") ManagementRequest request) {
        request.byAdmin();
        return Replies.ok(secret(secrets.rotate().reveal()));
    }

    /** Lists deliveries, the newest first. */
    public Reply deliveries(@Variable("request") ManagementRequest request) {
        request.byAdmin();
        String status = request.query("status");
        if (status != null && !STATUSES.contains(status)) {
            throw Errors.invalidRequest("status", "'status' must be pending, delivered or failed.")
                    .asException();
        }
        return Replies.ok(
                AccountViews.list(
                        deliveries.list(status, limit(request.query("limit"))),
                        WebhookViews::delivery));
    }

    /** Sends the event of a delivery once more. */
    public Reply replay(@Variable("request") ManagementRequest request) {
        String id = request.byAdmin().wire().segment(DELIVERY_SEGMENT);
        return Replies.created(WebhookViews.delivery(deliveries.replay(id)));
    }

    private static ObjectNode secret(@Nullable String secret) {
        return JsonNodeFactory.instance.objectNode().put("secret", secret);
    }

    private static int limit(@Nullable String text) {
        int limit = text == null ? USUAL_LIMIT : number(text);
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw Errors.invalidRequest("limit", "'limit' must be 1 to " + HIGHEST_LIMIT + ".")
                    .asException();
        }
        return limit;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
