/**
 * What clients of other gateways say in headers and bodies of their own, brought into our words, so
 * that they work by a base URL and a key alone. Nothing here names an address: providers are those
 * of the catalogue.
 */
@NullMarked
package io.aigateway.compat;

import org.jspecify.annotations.NullMarked;
