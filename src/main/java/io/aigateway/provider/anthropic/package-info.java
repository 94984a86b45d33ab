/** Translation between the OpenAI chat format and Anthropic Messages. */
@NullMarked
package io.aigateway.provider.anthropic;

import org.jspecify.annotations.NullMarked;
