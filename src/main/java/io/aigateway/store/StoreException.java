package io.aigateway.store;

import java.sql.SQLException;
import java.util.Set;

/** The database could not do what was asked; nothing of the transaction was kept. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * SQLite's primary result codes BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN and
     * NOTADB (https://www.sqlite.org/rescode.html): the state of the file, not of what is written.
     */
    private static final Set<Integer> PASSING = Set.of(5, 6, 8, 10, 11, 13, 14, 26);

    private final boolean passing;

    /** Wraps what the driver said. */
    public StoreException(SQLException cause) {
        super("The database said: " + cause.getMessage(), cause);
        this.passing = PASSING.contains(cause.getErrorCode() & 0xff);
    }

    /** A failure that is not the driver's. */
    public StoreException(String message) {
        super(message);
        this.passing = true;
    }

    /**
     * True when the same work may succeed later: a full or failing disk, a locked file; false when
     * the data itself was refused.
     */
    public boolean passing() {
        return passing;
    }
}
