/** Server-sent events: reading, relaying and counting them. */
@NullMarked
package io.aigateway.stream;

import org.jspecify.annotations.NullMarked;
