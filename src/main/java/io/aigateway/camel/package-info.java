/** The seam to Camel: the few classes that touch its messages and routes. */
@NullMarked
package io.aigateway.camel;

import org.jspecify.annotations.NullMarked;
