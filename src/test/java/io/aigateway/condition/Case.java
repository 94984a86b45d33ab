package io.aigateway.condition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facts of an imagined call, by the subject's name. */
record Case(Map<String, List<String>> texts, Map<String, Double> numbers, List<String> flags)
        implements Facts {

    static Case of(String... pairs) {
        Map<String, List<String>> texts = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], List.of(pairs[i + 1].split(",")));
        }
        return new Case(texts, Map.of(), List.of());
    }

    Case with(String name, double number) {
        Map<String, Double> more = new HashMap<>(numbers);
        more.put(name, number);
        return new Case(texts, more, flags);
    }

    Case with(String... raised) {
        return new Case(texts, numbers, List.of(raised));
    }

    @Override
    public List<String> texts(Subject subject) {
        return texts.getOrDefault(subject.name(), List.of());
    }

    @Override
    public double number(Subject subject) {
        return numbers.getOrDefault(subject.name(), Double.NaN);
    }

    @Override
    public boolean flag(Subject subject) {
        return flags.contains(subject.name());
    }
}
