/** Rewriting source code by its syntax. */
@NullMarked
package io.aigateway.migrate.code;

import org.jspecify.annotations.NullMarked;
