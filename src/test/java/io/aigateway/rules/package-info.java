/** The rules of this project that a machine can check: routes, packages, code, dependencies. */
@NullMarked
package io.aigateway.rules;

import org.jspecify.annotations.NullMarked;
