/** Which models exist, who serves them and what they cost. */
@NullMarked
package io.aigateway.catalog;

import org.jspecify.annotations.NullMarked;
