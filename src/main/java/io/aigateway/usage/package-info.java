/** The durable record of every call, and the reports over it. */
@NullMarked
package io.aigateway.usage;

import org.jspecify.annotations.NullMarked;
