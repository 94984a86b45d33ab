/** What is going to change, decided over all files, and the change itself. */
@NullMarked
package io.aigateway.migrate.plan;

import org.jspecify.annotations.NullMarked;
