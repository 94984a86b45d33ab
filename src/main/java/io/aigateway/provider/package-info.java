/** What every wire format has in common. */
@NullMarked
package io.aigateway.provider;

import org.jspecify.annotations.NullMarked;
