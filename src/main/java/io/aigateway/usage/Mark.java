package io.aigateway.usage;

/** What was special about a call. */
public enum Mark {
    /** It was answered as a stream. */
    STREAM,
    /** Its cost is the reserved estimate: how it ended is not known. */
    UNCONFIRMED,
    /** It cost more than was held for it, so a cap may have been passed by the difference. */
    ABOVE_HOLD,
    /** It was made with the caller's own provider key. */
    BYOK,
    /** The answer came from the response cache. */
    CACHE_HIT,
    /** A second provider was asked beside one that had not answered yet. */
    HEDGED,
    /** A second provider went on with a stream that had broken off. */
    RESCUED
}
