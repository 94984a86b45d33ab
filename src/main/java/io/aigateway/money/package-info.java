/** Amounts, prices and token usage: exact, in whole nano-dollars. */
@NullMarked
package io.aigateway.money;

import org.jspecify.annotations.NullMarked;
