/** The packaged routes inside somebody else's Camel application. */
@NullMarked
package io.aigateway.embedded;

import org.jspecify.annotations.NullMarked;
