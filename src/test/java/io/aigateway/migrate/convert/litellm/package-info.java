/** LiteLLM configurations, converted. */
@NullMarked
package io.aigateway.migrate.convert.litellm;

import org.jspecify.annotations.NullMarked;
