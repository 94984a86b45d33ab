package io.aigateway.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one call drew from its limits. It is closed exactly once, whichever of the ways a call can
 * end comes first; closing again does nothing. Its text form is not meant to be read.
 */
public final class Grant {

    /** Of a call without limits. */
    public static final Grant NONE = new Grant(null, List.of());

    private final @Nullable RateLimits limits;
    private final AtomicReference<@Nullable List<Want>> drawn;
    private final List<Grant> parts;

    Grant(@Nullable RateLimits limits, List<Want> drawn) {
        this(limits, drawn, List.of());
    }

    private Grant(@Nullable RateLimits limits, List<Want> drawn, List<Grant> parts) {
        this.limits = limits;
        this.drawn = new AtomicReference<>(drawn);
        this.parts = parts;
    }

    /** The call was served: its requests count, and its tokens are those it really used. */
    public void settle(long tokens) {
        for (Want want : close()) {
            settle(want, tokens);
        }
    }

    /** The call came to nothing: it gets everything back. */
    public void giveBack() {
        close().forEach(want -> giveBack(want, want.amount()));
    }

    /**
     * The call goes on with another model: of the first one's limits its request stays counted, its
     * place and its tokens are free again.
     *
     * @param other what was drawn from the other model's limits
     * @return both in one; the two parts are closed by it
     */
    public Grant movedTo(Grant other) {
        List<Want> kept = new ArrayList<>(other.close());
        kept.addAll(closeModels());
        return kept.isEmpty() ? NONE : new Grant(eitherLimits(other), kept);
    }

    /**
     * The call is made with another model, and the one that it drew from is not asked at all: that
     * one's limits get everything back.
     *
     * @param other what was drawn from the other model's limits
     * @return both in one; the two parts are closed by it
     */
    public Grant turnedTo(Grant other) {
        List<Want> kept = new ArrayList<>(other.close());
        for (Want want : close()) {
            if (want.limit().subject().kind() == Subject.Kind.MODEL) {
                giveBack(want, want.amount());
            } else {
                kept.add(want);
            }
        }
        return kept.isEmpty() ? NONE : new Grant(eitherLimits(other), kept);
    }

    /**
     * The call may go on with another model, which is asked beside the first one: both parts stay
     * open until the grant that is given back here is closed, which moves the call then.
     *
     * @param other what was drawn from the other model's limits
     */
    public Grant mayMoveTo(Grant other) {
        return this == NONE && other == NONE
                ? NONE
                : new Grant(eitherLimits(other), List.of(), List.of(this, other));
    }

    /** The call did not move: what was drawn from the other model's limits is ended. */
    public void stayed() {
        if (!parts.isEmpty()) {
            parts.get(1).closeModels();
        }
    }

    private @Nullable RateLimits eitherLimits(Grant other) {
        return limits == null ? other.limits : limits;
    }

    /** Ends what was drawn from a model's limits, and gives what is left to be closed. */
    private List<Want> closeModels() {
        List<Want> others = new ArrayList<>();
        for (Want want : close()) {
            if (want.limit().subject().kind() == Subject.Kind.MODEL) {
                settle(want, 0);
            } else {
                others.add(want);
            }
        }
        return others;
    }

    private void settle(Want want, long tokens) {
        switch (want.limit().unit()) {
            case REQUESTS -> {}
            case TOKENS -> giveBack(want, want.amount() - tokens);
            case PARALLEL -> giveBack(want, want.amount());
        }
    }

    private void giveBack(Want want, long amount) {
        if (limits != null && amount != 0) {
            limits.giveBack(want.limit(), amount);
        }
    }

    private List<Want> close() {
        List<Want> open = this == NONE ? null : drawn.getAndSet(null);
        if (open == null || parts.isEmpty()) {
            return open == null ? List.of() : open;
        }
        List<Want> all = new ArrayList<>(parts.get(0).closeModels());
        all.addAll(parts.get(1).close());
        return all;
    }
}
