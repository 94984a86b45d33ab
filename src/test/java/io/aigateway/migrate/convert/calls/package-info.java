/** Routing that programs write into their calls. */
@NullMarked
package io.aigateway.migrate.convert.calls;

import org.jspecify.annotations.NullMarked;
