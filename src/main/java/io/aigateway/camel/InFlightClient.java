package io.aigateway.camel;

import io.aigateway.call.InFlight;
import io.aigateway.call.InFlight.Cut;
import io.aigateway.provider.UpstreamFailure;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Lets an attempt be cut while its request is being sent: in the queue for a connection, while
 * connecting, and until the head of the answer has come.
 */
final class InFlightClient {

    private static final String ATTRIBUTE = "aigateway.in-flight";
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private InFlightClient() {}

    static void addTo(HttpClientBuilder client) {
        client.addExecInterceptorFirst("in-flight", InFlightClient::watch);
        client.addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(), "last-moment", InFlightClient::send);
    }

    private static ClassicHttpResponse watch(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        InFlight flight = PutOutgoing.takeInFlight();
        if (flight == null) {
            return chain.proceed(request, scope);
        }
        scope.clientContext.setAttribute(ATTRIBUTE, flight);
        if (scope.originalRequest instanceof Cancellable sending) {
            flight.connected(sending::cancel);
        }
        return flight.cut() == null ? execute(request, scope, chain, flight) : ended(flight.cut());
    }

    /** The last moment at which nothing has been sent yet. */
    private static ClassicHttpResponse send(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (scope.clientContext.getAttribute(ATTRIBUTE) instanceof InFlight flight) {
            if (flight.cut() != null) {
                throw new IOException("the attempt was cut before anything was sent");
            }
            flight.sent();
        }
        return chain.proceed(request, scope);
    }

    private static ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, InFlight flight)
            throws IOException, HttpException {
        try {
            return chain.proceed(request, scope);
        } catch (IOException | HttpException failed) {
            if (flight.cut() == null) {
                throw failed;
            }
            return ended(flight.cut());
        }
    }

    /** Slowness speaks against the provider; that nobody waits any more does not. */
    private static ClassicHttpResponse ended(@Nullable Cut cut) {
        if (cut != null && cut.isLate()) {
            throw UpstreamFailure.late(cut);
        }
        return new BasicClassicHttpResponse(CLIENT_CLOSED_REQUEST);
    }
}
