package io.aigateway.routing;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Why a provider was not reached, in words for callers and operators. The words of exceptions name
 * addresses, so none of them is passed on.
 */
final class Unreached {

    /** Causes name causes; more than this many are a circle. */
    private static final int DEEPEST = 12;

    private Unreached() {}

    /** Whether no trusted connection could be made, which only an operator can mend. */
    static boolean isDistrust(Throwable failure) {
        return has(failure, SSLException.class);
    }

    /** The reason, as the end of a sentence about the provider. */
    static String why(Throwable failure) {
        if (isDistrust(failure)) {
            return distrust(failure);
        }
        if (has(failure, UnknownHostException.class)) {
            return "its host name is not known";
        }
        if (has(failure, SocketTimeoutException.class)) {
            return "no connection within its time limit";
        }
        return has(failure, ConnectException.class)
                ? "it cannot be connected to"
                : "the connection broke off";
    }

    private static String distrust(Throwable failure) {
        if (has(failure, CertificateExpiredException.class)
                || has(failure, CertificateNotYetValidException.class)) {
            return "its certificate has expired, or is not valid yet";
        }
        if (has(failure, CertPathBuilderException.class)
                || has(failure, CertPathValidatorException.class)) {
            return "its certificate is not signed by anybody we trust";
        }
        // what is left of a certificate after its dates and its signature is its name
        boolean name =
                has(failure, SSLPeerUnverifiedException.class)
                        || has(failure, CertificateException.class);
        return name ? "its certificate is for another host" : "no TLS connection could be made";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (kind.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
