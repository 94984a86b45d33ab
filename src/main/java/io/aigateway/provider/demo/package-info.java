/** A deterministic model inside the gateway, for a first call without any account. */
@NullMarked
package io.aigateway.provider.demo;

import org.jspecify.annotations.NullMarked;
