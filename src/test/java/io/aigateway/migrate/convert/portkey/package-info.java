/** Configuration objects of Portkey, converted. */
@NullMarked
package io.aigateway.migrate.convert.portkey;

import org.jspecify.annotations.NullMarked;
