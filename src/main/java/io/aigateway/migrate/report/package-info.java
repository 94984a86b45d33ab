/** How a plan is shown: as a diff, a table, a report. */
@NullMarked
package io.aigateway.migrate.report;

import org.jspecify.annotations.NullMarked;
