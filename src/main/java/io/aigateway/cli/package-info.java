/** The verbs of the aig command. */
@NullMarked
package io.aigateway.cli;

import org.jspecify.annotations.NullMarked;
