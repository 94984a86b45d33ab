/**
 * What goes wrong, and what must come of it; cases of the fault catalogue carry their id as a tag.
 */
@NullMarked
package io.aigateway.faults;

import org.jspecify.annotations.NullMarked;
