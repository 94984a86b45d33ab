/** Tests of the package of the same name. */
@NullMarked
package io.aigateway.migrate.tree;

import org.jspecify.annotations.NullMarked;
