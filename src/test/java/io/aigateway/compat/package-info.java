/** What clients of other gateways send works unchanged, by a base URL and a key. */
@NullMarked
package io.aigateway.compat;

import org.jspecify.annotations.NullMarked;
