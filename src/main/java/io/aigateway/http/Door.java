package io.aigateway.http;

import io.aigateway.call.RequestId;
import io.aigateway.error.ErrorBody;
import io.aigateway.error.Errors;
import io.aigateway.error.GatewayError;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/**
 * What every request passes before a route sees it: the path is brought into its one canonical form
 * (so that what is authorised is what is dispatched), bodies of the wrong kind are turned away
 * unread, and whatever no route answers is answered in the error shape of the API.
 */
final class Door {

    private static final int[] TOLD_HERE = {400, 404, 405, 406, 408, 413, 414, 415, 431, 500};

    private final long maxBodyBytes;
    private final AllowedMethods methods;

    private Door(CamelContext context, long maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
        this.methods = new AllowedMethods(context);
    }

    static Handler<HttpServerRequest> before(
            Vertx vertx, Router routes, CamelContext context, long maxBodyBytes) {
        Door door = new Door(context, maxBodyBytes);
        Router outer = Router.router(vertx);
        outer.route().handler(door::enter);
        outer.route("/*").subRouter(routes);
        // Inside, since the outer router fails on its way back out of Camel's wrapped one.
        routes.route().last().handler(ctx -> refuse(ctx, door.nothingThere(ctx)));
        for (int status : TOLD_HERE) {
            outer.errorHandler(status, door::fail);
        }
        return outer;
    }

    private void enter(RoutingContext ctx) {
        CallerConnection.begins(ctx);
        String path = CanonicalPath.of(ctx.request().path());
        if (ctx.get("rerouted") == null) {
            ctx.request().headers().remove(CanonicalPath.DEPLOYMENT).remove(CanonicalPath.ROUTER);
        }
        if (!path.equals(ctx.request().path()) && ctx.get("rerouted") == null) {
            ctx.put("rerouted", true);
            tellName(ctx);
            ctx.reroute(path);
            return;
        }
        checkBody(ctx);
    }

    /** A name in the path goes on in a header, since the path will be another. */
    private static void tellName(RoutingContext ctx) {
        Map.Entry<String, String> named = CanonicalPath.named(ctx.request().path());
        if (named != null) {
            ctx.request().headers().set(named.getKey(), named.getValue());
        }
    }

    private static boolean isAllowed(HttpMethod method, String allowed) {
        return ("," + allowed.replace(" ", "") + ",").contains("," + method.name() + ",");
    }

    private void checkBody(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (request.method() == HttpMethod.POST || request.method() == HttpMethod.PATCH) {
            Optional<GatewayError> refusal = BodyKind.refusal(request, maxBodyBytes);
            if (refusal.isPresent()) {
                refuse(ctx, refusal.get());
                return;
            }
        }
        ctx.next();
    }

    private void fail(RoutingContext ctx) {
        if (ctx.response().ended() || ctx.response().headWritten()) {
            ctx.request().connection().close();
            return;
        }
        String id = requestId(ctx);
        refuse(ctx, forStatus(ctx, id), id);
    }

    private GatewayError forStatus(RoutingContext ctx, String id) {
        return switch (ctx.statusCode()) {
            case 400, 406, 414, 431 -> Errors.invalidBody("The request is malformed.");
            case 404, 405 -> nothingThere(ctx);
            case 413 -> Errors.bodyTooLarge(maxBodyBytes);
            default -> Errors.internal(id);
        };
    }

    /** Either nothing is at the path, or not under this method. */
    private GatewayError nothingThere(RoutingContext ctx) {
        String path = ctx.request().path();
        String method = ctx.request().method().name();
        return methods.on(CanonicalPath.of(path))
                .filter(allowed -> !isAllowed(ctx.request().method(), allowed))
                .map(allowed -> Errors.methodNotAllowed(method, path, allowed))
                .orElseGet(
                        () ->
                                Errors.notFound(
                                        "There is nothing at " + Errors.printable(path) + "."));
    }

    private static String requestId(RoutingContext ctx) {
        return RequestId.of(ctx.request().getHeader("x-request-id"));
    }

    /** Answers with an error; a body that has not been read ends the connection. */
    static void refuse(RoutingContext ctx, GatewayError error) {
        refuse(ctx, error, requestId(ctx));
    }

    private static void refuse(RoutingContext ctx, GatewayError error, String id) {
        HttpServerResponse response = ctx.response();
        if (response.ended()) {
            return;
        }
        error.headers().forEach(response::putHeader);
        response.setStatusCode(error.status())
                .putHeader("content-type", "application/json")
                .putHeader("x-request-id", id)
                .putHeader(
                        "x-should-retry",
                        Boolean.toString(error.headers().containsKey("Retry-After")));
        boolean unread = !ctx.request().isEnded() && BodyKind.isAnnounced(ctx.request());
        if (unread) {
            response.putHeader("connection", "close");
        }
        response.end(Buffer.buffer(ErrorBody.of(error)))
                .onComplete(done -> closeUnread(ctx, unread));
    }

    /** A body that was turned away must not be read as the next request on the same connection. */
    private static void closeUnread(RoutingContext ctx, boolean unread) {
        if (unread) {
            ctx.request().connection().close();
        }
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
