/** Converted configurations of other gateways. */
@NullMarked
package io.aigateway.migrate.convert;

import org.jspecify.annotations.NullMarked;
