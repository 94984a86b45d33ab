package io.aigateway.budget;

import com.fasterxml.jackson.databind.JsonNode;

/** The running count of one prompt. */
final class PromptTally {

    /**
     * So many characters of a request are encoded (about 30 ms); the rest counts as a token a byte,
     * so that a huge request costs little time and is never counted too low.
     */
    static final int ENCODED_CHARACTERS = 200_000;

    private final TextTokens texts;
    private final Tokenizer tokenizer;
    private long encoded;
    private long counted;
    private long fixed;
    private long audio;
    private long images;
    private long unseen;

    PromptTally(TextTokens texts, Tokenizer tokenizer) {
        this.texts = texts;
        this.tokenizer = tokenizer;
    }

    void addText(String text) {
        int exactly = (int) Math.min(text.length(), ENCODED_CHARACTERS - encoded);
        encoded += exactly;
        if (exactly == text.length()) {
            counted += texts.count(text, tokenizer.encoding());
            return;
        }
        counted += texts.count(text.substring(0, exactly), tokenizer.encoding());
        fixed += TextTokens.atMost(text, exactly);
    }

    /** A value as the provider will see it: text as it is, anything else as compact JSON. */
    void addJson(JsonNode node) {
        addText(node.isTextual() ? node.textValue() : node.toString());
    }

    /** Tokens that a provider adds around text, which its own vocabulary does not change. */
    void addFixed(long tokens) {
        fixed += tokens;
    }

    void addAudio(long tokens) {
        audio += tokens;
    }

    void addImage(PictureTokens.Count count) {
        images += count.most();
        unseen += count.most() - count.likely();
    }

    PromptSize size(PromptSize.CacheWrites writes) {
        return new PromptSize(total(), writes, audio, images, unseen);
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    long total() {
        return tokenizer.scaled(counted) + fixed + audio + images;
    }
}
