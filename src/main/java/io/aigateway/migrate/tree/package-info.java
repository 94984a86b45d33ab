/** Which files of a tree are looked at, and what each of them is. */
@NullMarked
package io.aigateway.migrate.tree;

import org.jspecify.annotations.NullMarked;
