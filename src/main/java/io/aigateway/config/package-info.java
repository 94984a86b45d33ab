/** Configuration files: reading them with line numbers, and watching them. */
@NullMarked
package io.aigateway.config;

import org.jspecify.annotations.NullMarked;
