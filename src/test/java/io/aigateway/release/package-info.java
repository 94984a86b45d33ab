/** What is shipped: the release folder, its launcher, and the container around it. */
@NullMarked
package io.aigateway.release;

import org.jspecify.annotations.NullMarked;
