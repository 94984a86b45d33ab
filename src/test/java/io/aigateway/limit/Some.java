package io.aigateway.limit;

import java.util.List;

/** Limits for tests. */
final class Some {

    private Some() {}

    static Limit requests(String key, long most) {
        return new Limit(new Subject(Subject.Kind.KEY, key), Unit.REQUESTS, most);
    }

    static Limit tokens(String key, long most) {
        return new Limit(new Subject(Subject.Kind.KEY, key), Unit.TOKENS, most);
    }

    static Limit parallel(String key, long most) {
        return new Limit(new Subject(Subject.Kind.KEY, key), Unit.PARALLEL, most);
    }

    static Limit model(String id, Unit unit, long most) {
        return new Limit(new Subject(Subject.Kind.MODEL, id), unit, most);
    }

    /** What a call was granted that must not be refused. */
    static RateVerdict.Granted granted(RateLimits limits, Want... wants) {
        RateVerdict verdict = limits.admit(List.of(wants));
        if (verdict instanceof RateVerdict.Granted granted) {
            return granted;
        }
        throw new AssertionError("not granted: " + verdict);
    }
}
