/**
 * Turns the configuration of other gateways into ours, and says of every setting what became of it.
 */
@NullMarked
package io.aigateway.migrate.convert;

import org.jspecify.annotations.NullMarked;
