/** Reads Portkey's configuration objects. */
@NullMarked
package io.aigateway.migrate.convert.portkey;

import org.jspecify.annotations.NullMarked;
