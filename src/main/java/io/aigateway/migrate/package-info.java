/**
 * Leaving another gateway: finds what a tree of files says to it, and proposes the same said to
 * this one. Proposals are made first, for all files; writing is a step of its own.
 */
@NullMarked
package io.aigateway.migrate;

import org.jspecify.annotations.NullMarked;
