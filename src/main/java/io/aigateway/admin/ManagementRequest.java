package io.aigateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.account.Authentication.Known;
import io.aigateway.call.WireRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request to the management surface.
 *
 * @param wire method, path and query
 * @param csv true when the caller accepts CSV rather than JSON
 * @param body the JSON body; empty when there is none
 * @param caller who asks
 */
public record ManagementRequest(WireRequest wire, boolean csv, ObjectNode body, Known caller) {

    private static final int ID_SEGMENT = 2;

    /** The id in a path such as {@code /v1/keys/ID}. */
    public String id() {
        return wire.segment(ID_SEGMENT);
    }

    /** A query parameter; null when it was not given. */
    public @Nullable String query(String name) {
        return wire.query().get(name);
    }

    /** Lets only admin keys go on; 403 for others. */
    public ManagementRequest byAdmin() {
        caller.requireAdmin();
        return this;
    }

    /**
     * The sub-account whose data may be seen; null for everything. 403 for keys that may see
     * nothing.
     */
    public @Nullable String sees() {
        return caller.sees();
    }
}
