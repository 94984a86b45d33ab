package io.aigateway.budget;

class InMemoryLedgerTest extends SpendLedgerContract {

    @Override
    SpendLedger ledger(SpendHistory history) {
        return SpendLedger.inMemory(history, Ledgers.TERMS);
    }
}
