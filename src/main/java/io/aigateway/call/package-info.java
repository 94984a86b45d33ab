/** One call and its parts: the values that travel through the routes. */
@NullMarked
package io.aigateway.call;

import org.jspecify.annotations.NullMarked;
