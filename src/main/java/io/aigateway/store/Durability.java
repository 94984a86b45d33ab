package io.aigateway.store;

/** What a committed transaction survives. A killed process loses nothing in either case. */
public enum Durability {
    /** A power cut may lose the last commits since the last checkpoint; no commit waits. */
    NORMAL,
    /** A power cut loses nothing committed; each commit waits for the disk. */
    FULL
}
