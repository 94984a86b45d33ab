package io.aigateway.call;

/** The operations a model can be asked for. */
public enum Api {
    /** {@code /v1/chat/completions}. */
    CHAT("/chat/completions", "chat"),
    /** {@code /v1/completions}. */
    COMPLETIONS("/completions", "completions"),
    /** {@code /v1/embeddings}. */
    EMBEDDINGS("/embeddings", "embeddings");

    private final String path;
    private final String capability;

    Api(String path, String capability) {
        this.path = path;
        this.capability = capability;
    }

    /** The path below the version prefix. */
    public String path() {
        return path;
    }

    /** The word for it in a model's list of capabilities. */
    public String capability() {
        return capability;
    }
}
