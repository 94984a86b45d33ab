/** The gateway as a service, and how its parts are put together. */
@NullMarked
package io.aigateway;

import org.jspecify.annotations.NullMarked;
