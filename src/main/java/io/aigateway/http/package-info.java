/** The seam to the HTTP server. */
@NullMarked
package io.aigateway.http;

import org.jspecify.annotations.NullMarked;
