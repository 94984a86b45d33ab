/** Spend caps: reserve before a call, settle or release after it. */
@NullMarked
package io.aigateway.budget;

import org.jspecify.annotations.NullMarked;
