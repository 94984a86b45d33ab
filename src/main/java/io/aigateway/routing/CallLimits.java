package io.aigateway.routing;

import io.aigateway.account.ApiKey;
import io.aigateway.account.SubAccount;
import io.aigateway.call.Call;
import io.aigateway.call.Candidate;
import io.aigateway.catalog.Model;
import io.aigateway.catalog.Rate;
import io.aigateway.limit.Limit;
import io.aigateway.limit.Subject;
import io.aigateway.limit.Unit;
import io.aigateway.limit.Want;
import io.aigateway.provider.TokenEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which limits hold for a call, and how much of each it wants. */
public final class CallLimits {

    private final TokenEstimate estimate;

    public CallLimits(TokenEstimate estimate) {
        this.estimate = estimate;
    }

    /** The limits of the caller's key and sub-account. */
    public static List<Limit> ofCaller(Call call) {
        ApiKey key = call.knownCaller().key();
        SubAccount subAccount = call.knownCaller().subAccount();
        List<Limit> limits = new ArrayList<>(6);
        add(limits, Subject.Kind.KEY, key.id(), key.limits());
        if (subAccount != null) {
            add(limits, Subject.Kind.SUB_ACCOUNT, subAccount.id(), subAccount.limits());
        }
        return limits;
    }

    /** The limits of a candidate's model, of all callers together. */
    public static List<Limit> ofModel(Candidate candidate) {
        Model model = candidate.model();
        Rate rate = model.rate();
        if (rate == Rate.UNLIMITED) {
            return List.of();
        }
        List<Limit> limits = new ArrayList<>(3);
        add(limits, Subject.Kind.MODEL, model.id(), Unit.REQUESTS, boxed(rate.rpm()));
        add(limits, Subject.Kind.MODEL, model.id(), Unit.TOKENS, boxed(rate.tpm()));
        add(limits, Subject.Kind.MODEL, model.id(), Unit.PARALLEL, boxed(rate.parallel()));
        return limits;
    }

    /**
     * What the call wants from these limits when the candidate serves it. An answer of unknown
     * length is reckoned with the model's default, but never with more than a limit allows at all.
     */
    public List<Want> wants(Call call, Candidate candidate, List<Limit> limits) {
        List<Want> wants = new ArrayList<>(limits.size());
        boolean counted = false;
        long tokens = 0;
        for (Limit limit : limits) {
            if (limit.unit() != Unit.TOKENS) {
                wants.add(limit.one());
                continue;
            }
            tokens = counted ? tokens : estimate.of(call, candidate);
            counted = true;
            wants.add(tokens(call, candidate, limit, tokens));
        }
        return wants;
    }

    private Want tokens(Call call, Candidate candidate, Limit limit, long tokens) {
        boolean tooLong = tokens > limit.most() && !TokenEstimate.isBounded(call);
        return tooLong && estimate.prompt(call, candidate) <= limit.most()
                ? limit.want(limit.most())
                : limit.want(tokens);
    }

    private static void add(
            List<Limit> limits, Subject.Kind kind, String id, io.aigateway.account.Limits of) {
        add(limits, kind, id, Unit.REQUESTS, of.rpm());
        add(limits, kind, id, Unit.TOKENS, of.tpm());
        add(limits, kind, id, Unit.PARALLEL, of.maxParallel());
    }

    private static void add(
            List<Limit> limits, Subject.Kind kind, String id, Unit unit, @Nullable Long most) {
        if (most != null) {
            limits.add(new Limit(new Subject(kind, id), unit, most));
        }
    }

    private static @Nullable Long boxed(OptionalInt count) {
        return count.isPresent() ? (long) count.getAsInt() : null;
    }
}
