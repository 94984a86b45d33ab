package io.aigateway.camel;

import io.aigateway.call.ReplyStream;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * Hangs up on a provider as soon as the caller has left: while the request waits for a connection,
 * while the provider is silent, while its answer is being read. What the provider would have
 * answered is then replaced by the status {@link #CALLER_LEFT}, which is no failure of the
 * provider.
 */
final class CallerWatch {

    /** The status that stands for a caller who left, as in the logs of web servers. */
    static final int CALLER_LEFT = 499;

    /** A header of that answer: the provider has seen the request, and may bill for it. */
    static final String SENT = "x-aig-sent";

    private static final ThreadLocal<ReplyStream> CALLER = new ThreadLocal<>();
    private static final String SENT_ATTRIBUTE = "aig.sent";

    private CallerWatch() {}

    /** The next request of this thread is asked for this caller. */
    static void next(ReplyStream caller) {
        CALLER.set(caller);
    }

    static void addTo(HttpClientBuilder client) {
        client.addExecInterceptorFirst("caller-watch", watching());
        client.addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(), "caller-check", checking());
    }

    private static ExecChainHandler watching() {
        return (request, scope, chain) -> {
            ReplyStream caller = CALLER.get();
            CALLER.remove();
            if (caller == null || !(scope.originalRequest instanceof Cancellable cancellable)) {
                return chain.proceed(request, scope);
            }
            scope.clientContext.setAttribute("aig.caller", caller);
            caller.whenClosed(cancellable::cancel);
            return proceed(request, scope, chain, caller);
        };
    }

    private static ClassicHttpResponse proceed(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, ReplyStream caller)
            throws IOException, HttpException {
        try {
            return chain.proceed(request, scope);
        } catch (IOException | RuntimeException cancelled) {
            if (!caller.callerLeft()) {
                throw cancelled;
            }
            ClassicHttpResponse instead = new BasicClassicHttpResponse(CALLER_LEFT);
            instead.setHeader(SENT, scope.clientContext.getAttribute(SENT_ATTRIBUTE) != null);
            return instead;
        }
    }

    /** The last moment at which nothing has been sent yet. */
    private static ExecChainHandler checking() {
        return (request, scope, chain) -> {
            if (scope.clientContext.getAttribute("aig.caller") instanceof ReplyStream caller) {
                if (caller.callerLeft()) {
                    throw new IOException("the caller left before the provider was asked");
                }
                scope.clientContext.setAttribute(SENT_ATTRIBUTE, true);
            }
            return chain.proceed(request, scope);
        };
    }
}
