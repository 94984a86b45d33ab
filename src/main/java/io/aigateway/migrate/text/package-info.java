/** Rewriters of files that are configuration and scripts rather than programs. */
@NullMarked
package io.aigateway.migrate.text;

import org.jspecify.annotations.NullMarked;
