/** Reads LiteLLM's {@code config.yaml}. */
@NullMarked
package io.aigateway.migrate.convert.litellm;

import org.jspecify.annotations.NullMarked;
