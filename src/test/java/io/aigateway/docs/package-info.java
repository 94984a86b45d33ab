/** The documentation, taken at its word: its blocks are run, loaded, compiled or parsed. */
@NullMarked
package io.aigateway.docs;

import org.jspecify.annotations.NullMarked;
