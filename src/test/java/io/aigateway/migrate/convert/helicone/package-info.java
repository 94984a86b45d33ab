/** Configurations of Helicone's gateway, converted. */
@NullMarked
package io.aigateway.migrate.convert.helicone;

import org.jspecify.annotations.NullMarked;
