package io.aigateway.routing;

import io.aigateway.call.Call;

/** Asks a candidate beside another, on the thread that calls it. */
@FunctionalInterface
public interface Beside {

    /** The call after the candidate was asked; without a new attempt when it could not be. */
    Call ask(Call call);
}
