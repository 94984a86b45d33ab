package io.aigateway.account;

/**
 * A sub-account with its first key.
 *
 * @param subAccount the sub-account
 * @param key its key, whose secret is shown this once
 */
public record NewSubAccount(SubAccount subAccount, NewKey key) {}
