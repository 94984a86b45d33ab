/** The OpenAI wire, which most providers speak. */
@NullMarked
package io.aigateway.provider.openai;

import org.jspecify.annotations.NullMarked;
