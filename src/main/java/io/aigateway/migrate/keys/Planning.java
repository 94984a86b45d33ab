package io.aigateway.migrate.keys;

import com.fasterxml.jackson.databind.JsonNode;
import io.aigateway.account.ApiKey;
import io.aigateway.account.KeySecret;
import io.aigateway.account.SubAccount;
import io.aigateway.catalog.Catalog;
import io.aigateway.migrate.keys.Dump.Table;
import io.aigateway.migrate.keys.ImportPlan.Opened;
import io.aigateway.migrate.keys.ImportPlan.Secret;
import io.aigateway.migrate.keys.ImportPlan.TagPlan;
import io.aigateway.money.Money;
import io.aigateway.store.BudgetRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns LiteLLM's rows into our keys, sub-accounts and budgets. Ids follow from LiteLLM's own. */
final class Planning {

    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_NAME = 200;
    private static final List<String> NO_EQUAL =
            List.of(
                    "model_max_budget",
                    "budget_limits",
                    "aliases",
                    "allowed_routes",
                    "permissions",
                    "router_settings");

    private final Dump dump;
    private final ModelNames models;
    private final Instant now;
    private final Map<String, DumpRow> budgets = new HashMap<>();
    private final Map<String, Opened<SubAccount>> subAccounts = new LinkedHashMap<>();
    private final List<Secret> keys = new ArrayList<>();
    private final Map<String, Integer> notes = new LinkedHashMap<>();

    Planning(Dump dump, Catalog catalog, Instant now) {
        this.dump = dump;
        this.models = new ModelNames(catalog);
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    ImportPlan plan() {
        for (DumpRow row : dump.rows(Table.BUDGETS)) {
            row.text("budget_id").ifPresent(id -> budgets.put(id, row));
        }
        dump.rows(Table.TEAMS).forEach(row -> subAccount(row, "team_id", "team", "team_alias"));
        dump.rows(Table.USERS)
                .forEach(row -> subAccount(row, "user_id", "user", "user_alias", "user_email"));
        dump.rows(Table.KEYS).forEach(this::key);
        List<TagPlan> tags = new ArrayList<>();
        dump.rows(Table.TAGS).forEach(row -> tag(row).ifPresent(tags::add));
        List<String> told = new ArrayList<>();
        notes.forEach((note, count) -> told.add(count + " " + note));
        if (!models.unknown().isEmpty()) {
            told.add(
                    "these names of models lead to nothing in the configuration: "
                            + String.join(", ", models.unknown()));
        }
        return new ImportPlan(List.copyOf(subAccounts.values()), keys, tags, told);
    }

    private void subAccount(DumpRow row, String idColumn, String kind, String... names) {
        Optional<String> id = row.text(idColumn);
        if (id.isEmpty()) {
            note("rows of " + kind + "s have no " + idColumn);
            return;
        }
        String name = id.get();
        for (int at = names.length - 1; at >= 0; at--) {
            name = row.text(names[at]).orElse(name);
        }
        Terms terms = terms(row);
        subAccounts.put(
                kind + ":" + id.get(),
                new Opened<>(
                        new SubAccount(
                                "sa_" + digest(kind + ":" + id.get()),
                                named(name, kind),
                                id.get(),
                                terms.limits(),
                                models.allowed(row.list("models")),
                                null,
                                row.time("created_at").orElse(now)),
                        terms));
        noEqual(row, kind + "s");
    }

    private void key(DumpRow row) {
        Optional<String> sha256 =
                row.text("token")
                        .map(Planning::sha256)
                        .filter(hash -> hash.matches("[0-9a-f]{64}"));
        if (sha256.isEmpty()) {
            note("keys have no SHA-256 in the column token");
            return;
        }
        Optional<SubAccount> owner = owner(row);
        Terms terms = terms(row);
        ApiKey key =
                new ApiKey(
                        "key_" + digest("key:" + sha256.get()),
                        named(
                                row.text("key_alias").or(() -> row.text("key_name")).orElse(""),
                                "key"),
                        owner.map(SubAccount::id).orElse(null),
                        false,
                        terms.limits(),
                        models.allowed(row.list("models")),
                        defaultTag(row),
                        row.time("expires").orElse(null),
                        last4(row),
                        row.time("created_at").orElse(now));
        boolean ofBlockedTeam =
                row.text("team_id")
                        .flatMap(this::team)
                        .map(team -> team.flag("blocked"))
                        .orElse(false);
        keys.add(
                new Secret(
                        new Opened<>(key, terms),
                        sha256.get(),
                        row.flag("blocked") || ofBlockedTeam));
        noEqual(row, "keys");
    }

    /** A key belongs to its team; without one, to its user, as LiteLLM's budgets do. */
    private Optional<SubAccount> owner(DumpRow row) {
        Optional<String> team = row.text("team_id").map(id -> "team:" + id);
        Optional<String> owner = team.or(() -> row.text("user_id").map(id -> "user:" + id));
        Optional<SubAccount> found = owner.map(subAccounts::get).map(Opened::what);
        if (owner.isPresent() && found.isEmpty()) {
            note("keys name a team or user that is not in the export, and stand alone");
        }
        return found;
    }

    private Optional<DumpRow> team(String id) {
        return dump.rows(Table.TEAMS).stream()
                .filter(row -> row.text("team_id").filter(id::equals).isPresent())
                .findFirst();
    }

    private @Nullable String defaultTag(DumpRow row) {
        JsonNode tags = row.json("metadata").path("tags");
        List<String> usable = new ArrayList<>();
        tags.forEach(tag -> usable.add(tag.asText()));
        usable.removeIf(tag -> !isTag(tag));
        if (tags.size() > 1) {
            note("keys have several tags; the first is their default tag");
        }
        return usable.isEmpty() ? null : usable.get(0);
    }

    private Optional<TagPlan> tag(DumpRow row) {
        String name = row.text("tag_name").or(() -> row.text("name")).orElse("");
        if (!isTag(name)) {
            note(
                    "tags have a name that a tag cannot have: at most 64 characters, no comma, no star");
            return Optional.empty();
        }
        Terms terms = terms(row);
        List<BudgetRow> budget = terms.cap().map(cap -> budget(name, cap, terms)).stream().toList();
        return Optional.of(new TagPlan(name, budget, terms));
    }

    private BudgetRow budget(String tag, Money cap, Terms terms) {
        return new BudgetRow(
                "bud_" + digest("tag:" + tag),
                "tag",
                tag,
                cap.nanos(),
                terms.duration().period(),
                alert(terms).stream().toList(),
                now);
    }

    /** A soft budget is told, not enforced: an alert. */
    private static Optional<BigDecimal> alert(Terms terms) {
        DumpRow budget = terms.budget() == null ? terms.row() : terms.budget();
        Optional<BigDecimal> soft = budget.amount("soft_budget");
        Optional<BigDecimal> hard = budget.amount("max_budget").filter(one -> one.signum() > 0);
        return soft.isEmpty() || hard.isEmpty()
                ? Optional.empty()
                : Optional.of(soft.get().divide(hard.get(), 4, RoundingMode.HALF_UP))
                        .filter(
                                share ->
                                        share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0);
    }

    private Terms terms(DumpRow row) {
        return new Terms(row, row.text("budget_id").map(budgets::get).orElse(null));
    }

    private void noEqual(DumpRow row, String what) {
        for (String column : NO_EQUAL) {
            if (row.json(column).size() > 0 || !row.list(column).isEmpty()) {
                note(what + " have " + column + ", which has no equal");
            }
        }
    }

    private void note(String what) {
        notes.merge(what, 1, Integer::sum);
    }

    private static boolean isTag(String tag) {
        return !tag.isBlank()
                && tag.length() <= LONGEST_TAG
                && tag.indexOf(',') < 0
                && tag.indexOf('*') < 0;
    }

    /** A name that people can read, also where LiteLLM has none or one of unseen characters. */
    private static String named(String name, String kind) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.isBlank()
                ? "imported " + kind
                : clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
    }

    private static String last4(DumpRow row) {
        String name = row.text("key_name").orElse("");
        return name.substring(Math.max(0, name.length() - 4));
    }

    /** Old versions kept keys as they are. */
    private static String sha256(String token) {
        return token.startsWith("sk-") ? KeySecret.of(token).sha256() : token;
    }

    private static String digest(String text) {
        return KeySecret.of("litellm:" + text).sha256().substring(0, 24);
    }
}
