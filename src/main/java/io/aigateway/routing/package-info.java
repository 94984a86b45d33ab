/** Which provider is asked next, and why. */
@NullMarked
package io.aigateway.routing;

import org.jspecify.annotations.NullMarked;
