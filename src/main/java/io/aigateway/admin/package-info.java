/** The management surface: keys, sub-accounts, budgets, usage, models, health. */
@NullMarked
package io.aigateway.admin;

import org.jspecify.annotations.NullMarked;
