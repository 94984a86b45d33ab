/** The steps of a call, one class a step, in the order that routes/pipeline decides. */
@NullMarked
package io.aigateway.pipeline;

import org.jspecify.annotations.NullMarked;
