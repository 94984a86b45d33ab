/** Checks what an operator edits, without starting anything: the verb {@code aig check}. */
@NullMarked
package io.aigateway.check;

import org.jspecify.annotations.NullMarked;
