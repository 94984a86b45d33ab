/** Who calls and what they may do: keys and sub-accounts. */
@NullMarked
package io.aigateway.account;

import org.jspecify.annotations.NullMarked;
