package io.aigateway.account;

/**
 * A key with the secret that is shown this once.
 *
 * @param key the key
 * @param secret its secret
 */
public record NewKey(ApiKey key, KeySecret secret) {}
