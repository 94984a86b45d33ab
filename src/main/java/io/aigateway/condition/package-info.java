/** The small language of conditions: text to a typed tree, and a tree to yes or no. */
@NullMarked
package io.aigateway.condition;

import org.jspecify.annotations.NullMarked;
