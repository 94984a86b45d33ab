package io.aigateway.migrate.convert.portkey;

import io.aigateway.migrate.convert.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Portkey's queries, which are written as MongoDB's, in our language of {@code when}. */
final class Query {

    private static final Map<String, String> OF_TEXTS = Map.of("$eq", "==", "$ne", "!=");
    private static final Map<String, String> OF_NUMBERS =
            Map.of("$gt", ">", "$gte", ">=", "$lt", "<", "$lte", "<=");
    private static final Pattern SUBJECT = Pattern.compile("metadata\\.[A-Za-z0-9_.-]+");

    private Query() {}

    /** The condition; empty when a part of it cannot be said. */
    static Optional<String> when(Setting query) {
        return all(
                query.fields().entrySet(),
                " and ",
                one ->
                        switch (one.getKey()) {
                            case "$and" -> all(one.getValue().items(), " and ", Query::bracketed);
                            case "$or" ->
                                    all(one.getValue().items(), " or ", Query::bracketed)
                                            .map(text -> "(" + text + ")");
                            default -> tests(one.getKey(), one.getValue());
                        });
    }

    private static Optional<String> bracketed(Setting query) {
        return when(query).map(text -> "(" + text + ")");
    }

    private static Optional<String> tests(String subject, Setting test) {
        if (!SUBJECT.matcher(subject).matches()) {
            return Optional.empty();
        }
        return test.isMapping()
                ? all(
                        test.fields().entrySet(),
                        " and ",
                        one -> test(subject, one.getKey(), one.getValue()))
                : test(subject, "$eq", test);
    }

    private static Optional<String> test(String subject, String sign, Setting value) {
        if (OF_TEXTS.containsKey(sign)) {
            return value.text()
                    .map(text -> subject + " " + OF_TEXTS.get(sign) + " " + quoted(text));
        }
        if (OF_NUMBERS.containsKey(sign)) {
            return value.number()
                    .map(number -> number.toPlainString())
                    .map(number -> subject + " " + OF_NUMBERS.get(sign) + " " + number);
        }
        Optional<String> in =
                all(value.items(), ", ", item -> item.text().map(Query::quoted))
                        .map(texts -> subject + " in (" + texts + ")");
        return switch (sign) {
            case "$in" -> in;
            case "$nin" -> in.map(text -> "not " + text);
            default -> Optional.empty();
        };
    }

    /** All parts joined; empty when there is none, or one of them cannot be said. */
    private static <T> Optional<String> all(
            Iterable<T> parts, String word, Function<T, Optional<String>> said) {
        List<String> texts = new ArrayList<>();
        for (T part : parts) {
            Optional<String> text = said.apply(part);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(word, texts));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
