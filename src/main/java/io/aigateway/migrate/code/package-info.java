/**
 * Source code that talks to another gateway: read by its grammar, changed in the spans that matter
 * and nowhere else. One description of each language ({@link io.aigateway.migrate.code.Dialect}),
 * one set of rules for all of them.
 */
@NullMarked
package io.aigateway.migrate.code;

import org.jspecify.annotations.NullMarked;
