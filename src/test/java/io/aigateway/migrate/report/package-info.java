/** Tests of the package of the same name. */
@NullMarked
package io.aigateway.migrate.report;

import org.jspecify.annotations.NullMarked;
