package io.aigateway.migrate.convert.litellm;

import io.aigateway.catalog.RuleTrigger;
import io.aigateway.migrate.convert.Choice;
import io.aigateway.migrate.convert.RuleTerms;
import io.aigateway.migrate.convert.Setting;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Retries, as what follows a failure. LiteLLM asks the same deployments again; our rules ask each
 * candidate once, so a number of retries only says whether the next candidate is asked at all.
 */
final class Retries {

    private static final Map<String, Set<RuleTrigger>> TRIGGERS =
            Map.of(
                    "AuthenticationErrorRetries", Set.of(RuleTrigger.PROVIDER_AUTH),
                    "TimeoutErrorRetries", Set.of(RuleTrigger.TIMEOUT),
                    "RateLimitErrorRetries", Set.of(RuleTrigger.RATE_LIMIT),
                    "ContentPolicyViolationErrorRetries", Set.of(RuleTrigger.CONTENT_FILTER),
                    "InternalServerErrorRetries", Set.of(RuleTrigger.SERVER_ERROR),
                    "ServiceUnavailableErrorRetries", Set.of(RuleTrigger.SERVER_ERROR));
    private static final String ONCE =
            "each candidate is asked once; this says whether the next one is asked";

    private final Optional<Setting> policy;
    private final Optional<Setting> byGroup;
    private final Optional<Setting> number;
    private final boolean largerWindow;
    private final Set<RuleTrigger> usual;

    Retries(Input input) {
        this.policy = input.router("retry_policy");
        this.byGroup = input.router("model_group_retry_policy");
        this.number = input.router("num_retries");
        number.ifPresent(
                one ->
                        one.changed(
                                "each candidate is asked once; a rule's attempts are its candidates"));
        Optional<Setting> checks =
                input.router("enable_pre_call_checks")
                        .or(() -> input.router("enable_pre_call_check"));
        this.largerWindow = checks.flatMap(Setting::flag).orElse(false);
        checks.ifPresent(
                one ->
                        one.changed(
                                "a prompt that is too long is passed on to a model with a larger window, after it was refused"));
        this.usual = after(RuleTrigger.DEFAULT, policy);
    }

    /** The terms of a rule. */
    RuleTerms terms(String name, Choice choice, boolean withFallbacks, long totalMillis) {
        Optional<Setting> own = byGroup.flatMap(groups -> groups.get(name));
        Set<RuleTrigger> triggers = own.isPresent() ? after(RuleTrigger.DEFAULT, own) : usual;
        Set<RuleTrigger> all = EnumSet.noneOf(RuleTrigger.class);
        all.addAll(triggers);
        if (withFallbacks) {
            all.addAll(RuleTrigger.DEFAULT);
        }
        if (largerWindow && choice.most() > 1) {
            all.add(RuleTrigger.CONTEXT_WINDOW);
        }
        boolean once =
                !withFallbacks
                        && number.flatMap(Setting::number).filter(n -> n.signum() == 0).isPresent();
        int attempts = once ? 1 : Math.max(choice.most(), RuleTerms.USUAL.attempts());
        return new RuleTerms(all, attempts, totalMillis);
    }

    /** What holds for every model without a rule. */
    RuleTerms everyModel(long totalMillis) {
        return new RuleTerms(usual, RuleTerms.USUAL.attempts(), totalMillis);
    }

    private static Set<RuleTrigger> after(Set<RuleTrigger> usual, Optional<Setting> policy) {
        Set<RuleTrigger> triggers = EnumSet.copyOf(usual);
        policy.ifPresent(
                settings -> settings.fields().forEach((key, value) -> apply(triggers, key, value)));
        return triggers;
    }

    private static void apply(Set<RuleTrigger> triggers, String key, Setting value) {
        Optional<BigDecimal> retries = value.number();
        Set<RuleTrigger> meant = TRIGGERS.get(key);
        if (retries.isEmpty() || meant == null) {
            boolean never = key.startsWith("BadRequest") || key.startsWith("NotFound");
            if (never && retries.filter(n -> n.signum() == 0).isPresent()) {
                value.carried("a request that is wrong is never repeated");
            } else {
                value.dropped("a rule does not tell this failure apart");
            }
        } else if (retries.get().signum() == 0) {
            triggers.removeAll(meant);
            value.changed("without fallbacks nobody else is asked after this failure");
        } else {
            triggers.addAll(meant);
            value.changed(ONCE);
        }
    }
}
