/** Reads the configuration of Helicone's own gateway. */
@NullMarked
package io.aigateway.migrate.convert.helicone;

import org.jspecify.annotations.NullMarked;
