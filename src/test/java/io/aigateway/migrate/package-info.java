/** Leaving another gateway: the parts, and whole trees before and after. */
@NullMarked
package io.aigateway.migrate;

import org.jspecify.annotations.NullMarked;
