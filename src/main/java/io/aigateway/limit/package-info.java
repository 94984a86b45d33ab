/** How fast a caller may call. */
@NullMarked
package io.aigateway.limit;

import org.jspecify.annotations.NullMarked;
