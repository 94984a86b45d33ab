/** What happens with money and keys, and how those who asked for it are told. */
@NullMarked
package io.aigateway.event;

import org.jspecify.annotations.NullMarked;
