/** Tests of the package of the same name. */
@NullMarked
package io.aigateway.migrate.plan;

import org.jspecify.annotations.NullMarked;
