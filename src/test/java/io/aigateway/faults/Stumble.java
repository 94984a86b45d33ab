package io.aigateway.faults;

import io.aigateway.call.Call;

/** A step that fails for calls which ask for it. */
public final class Stumble {

    /** The header that names the step before which a call fails. */
    static final String HEADER = "x-stumble";

    /** Fails when the call names this place. */
    public void at(Call call, String place) {
        if (place.equals(call.headers().get(HEADER))) {
            throw new IllegalStateException("stumbled before " + place);
        }
    }
}
