/** The catalogue of errors and the body each one is told with. */
@NullMarked
package io.aigateway.error;

import org.jspecify.annotations.NullMarked;
