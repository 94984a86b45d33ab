/**
 * What calls say about their own routing, all over a tree: lists of models, wishes about providers,
 * and names of what the source keeps on its servers.
 */
@NullMarked
package io.aigateway.migrate.convert.calls;

import org.jspecify.annotations.NullMarked;
