/** The database file: connections and migrations. */
@NullMarked
package io.aigateway.store;

import org.jspecify.annotations.NullMarked;
