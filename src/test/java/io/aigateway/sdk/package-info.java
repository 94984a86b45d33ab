/** The SDKs that callers already have, talking through the gateway to both kinds of provider. */
@NullMarked
package io.aigateway.sdk;

import org.jspecify.annotations.NullMarked;
