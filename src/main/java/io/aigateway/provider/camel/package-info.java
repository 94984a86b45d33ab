/** Any Camel endpoint as a model. */
@NullMarked
package io.aigateway.provider.camel;

import org.jspecify.annotations.NullMarked;
