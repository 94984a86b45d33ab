/** Edits that take effect while the gateway serves. */
@NullMarked
package io.aigateway.reload;

import org.jspecify.annotations.NullMarked;
