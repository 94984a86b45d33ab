package io.aigateway.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aigateway.call.Call;

/**
 * How one wire format is spoken: translation only, no I/O. Implementations keep no state between
 * calls.
 */
public interface WireFormat {

    /** The path below the provider's base URL that serves the call's operation. */
    String path(Call call);

    /** The call's request in the format of the provider. */
    Translation request(Call call);

    /** The provider's whole answer in the OpenAI shape, with usage counted the OpenAI way. */
    ObjectNode reply(Call call, ObjectNode upstream);

    /** A translator for one stream of the provider's events. */
    StreamTranslator stream(Call call);
}
