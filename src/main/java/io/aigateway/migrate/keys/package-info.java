/** Takes keys, teams, users, budgets, tags and spend out of LiteLLM's tables. */
@NullMarked
package io.aigateway.migrate.keys;

import org.jspecify.annotations.NullMarked;
