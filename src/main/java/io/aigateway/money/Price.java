package io.aigateway.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a provider charges for a model. Immutable; equal when every amount is. */
public final class Price {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int DIGITS_OF_A_VERSION = 12;
    private static final TokenKind[] KINDS = TokenKind.values();

    private final Band standard;
    private final Map<ServiceTier, Band> byService;
    private final UnitPrices units;
    private final String version;

    /**
     * A price.
     *
     * @param standard what tokens cost as a rule
     * @param byService what they cost in other service tiers; a tier that is not here costs the
     *     standard rates
     * @param units what is charged beside tokens
     */
    public Price(Band standard, Map<ServiceTier, Band> byService, UnitPrices units) {
        this.standard = standard;
        this.byService = byService.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(byService));
        this.units = units;
        this.version = digest(canonical());
    }

    /** Rates with tiers by prompt size, and a flat amount for each call. */
    public Price(Rates base, List<Tier> tiers, Money perCall) {
        this(new Band(base, tiers), Map.of(), UnitPrices.ofCall(perCall));
    }

    /** Rates without tiers and without a flat amount. */
    public static Price of(Rates base) {
        return new Price(base, List.of(), Money.ZERO);
    }

    /** The exact cost of a usage, rounded once, half up, to a nano-dollar. */
    public Money costOf(Usage usage) {
        Rates rates = band(usage.tier()).ratesFor(usage.input());
        BigInteger sum = units.millionths(usage.units());
        for (TokenKind kind : KINDS) {
            long tokens = usage.tokens(kind);
            if (tokens > 0) {
                sum =
                        sum.add(
                                BigInteger.valueOf(tokens)
                                        .multiply(BigInteger.valueOf(rates.of(kind))));
            }
        }
        BigDecimal nanos = new BigDecimal(sum).divide(MILLION, 0, RoundingMode.HALF_UP);
        return new Money(nanos.longValueExact()).plus(units.perCall());
    }

    /** The rates that hold in a service tier. */
    public Band band(ServiceTier tier) {
        return byService.getOrDefault(tier, standard);
    }

    /** The rates that hold unless a tier applies. */
    public Rates base() {
        return standard.base();
    }

    /** The standard rates for long prompts. */
    public List<Tier> tiers() {
        return standard.tiers();
    }

    /** The service tiers that have rates of their own. */
    public Map<ServiceTier, Band> byService() {
        return byService;
    }

    /** What is charged beside tokens. */
    public UnitPrices units() {
        return units;
    }

    /** The flat amount for each call. */
    public Money perCall() {
        return units.perCall();
    }

    /** True when nothing is ever charged. */
    public boolean isFree() {
        return units.isNothing()
                && standard.isFree()
                && byService.values().stream().allMatch(Band::isFree);
    }

    /** Twelve hex digits that name exactly these amounts: another price has another version. */
    public String version() {
        return version;
    }

    private String canonical() {
        return standard
                + " "
                + new TreeMap<>(byService)
                + " "
                + units.perCall()
                + " "
                + new TreeMap<>(units.perImage())
                + " "
                + units.perSecond()
                + " "
                + units.perCharacter()
                + " "
                + units.perSearch();
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS_OF_A_VERSION);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Price price
                && standard.equals(price.standard)
                && byService.equals(price.byService)
                && units.equals(price.units);
    }

    @Override
    public int hashCode() {
        return Objects.hash(standard, byService, units);
    }

    @Override
    public String toString() {
        return "Price[" + canonical() + "]";
    }

    /**
     * Rates in nano-dollars per million tokens (1 USD per million tokens is 10⁹).
     *
     * @param byKind one rate for each {@link TokenKind}, in their order
     */
    public record Rates(List<Long> byKind) {

        public Rates {
            byKind = List.copyOf(byKind);
            for (TokenKind kind : KINDS) {
                if (byKind.get(kind.ordinal()) < 0) {
                    throw new IllegalArgumentException(
                            "price '%s' must not be negative, but was %d"
                                    .formatted(kind.key(), byKind.get(kind.ordinal())));
                }
            }
        }

        /** Rates for text alone; sound and pictures count as text. */
        public Rates(
                long input, long output, long cachedInput, long cacheWrite, long cacheWriteLong) {
            this(
                    of(Map.of(
                                    TokenKind.INPUT, input,
                                    TokenKind.OUTPUT, output,
                                    TokenKind.CACHED_INPUT, cachedInput,
                                    TokenKind.CACHE_WRITE, cacheWrite,
                                    TokenKind.CACHE_WRITE_1H, cacheWriteLong))
                            .byKind);
        }

        /**
         * The rates that are written, and for each kind that is not: the rate it is charged as. A
         * forgotten one is charged as plain input or output, so that it never undercharges.
         */
        public static Rates of(Map<TokenKind, Long> written) {
            Long[] rates = new Long[KINDS.length];
            for (TokenKind kind : KINDS) {
                rates[kind.ordinal()] = written.getOrDefault(kind, instead(kind, written, rates));
            }
            return new Rates(List.of(rates));
        }

        private static long instead(TokenKind kind, Map<TokenKind, Long> written, Long[] known) {
            return switch (kind) {
                case INPUT, OUTPUT -> 0;
                case CACHE_WRITE_1H -> known[TokenKind.CACHE_WRITE.ordinal()];
                case CACHED_AUDIO -> cached(TokenKind.AUDIO_INPUT, written, known);
                case CACHED_IMAGE -> cached(TokenKind.IMAGE_INPUT, written, known);
                default -> known[(kind.isInput() ? TokenKind.INPUT : TokenKind.OUTPUT).ordinal()];
            };
        }

        /** Sound that is charged as text is charged as text from the cache too. */
        private static long cached(TokenKind uncached, Map<TokenKind, Long> written, Long[] known) {
            TokenKind as = written.containsKey(uncached) ? uncached : TokenKind.CACHED_INPUT;
            return known[as.ordinal()];
        }

        /** The rate of a kind. */
        public long of(TokenKind kind) {
            return byKind.get(kind.ordinal());
        }

        /** The rate of plain prompt tokens. */
        public long input() {
            return of(TokenKind.INPUT);
        }

        /** The rate of generated text. */
        public long output() {
            return of(TokenKind.OUTPUT);
        }

        /** The rate of text from the cache. */
        public long cachedInput() {
            return of(TokenKind.CACHED_INPUT);
        }
    }

    /**
     * Rates for prompts above a size.
     *
     * @param above the number of input tokens that must be exceeded
     * @param rates what then holds for every token of the call
     */
    public record Tier(long above, Rates rates) {}
}
