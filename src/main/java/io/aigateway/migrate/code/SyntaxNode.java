package io.aigateway.migrate.code;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a program as its grammar sees it. A copy in the heap: it outlives the native tree it
 * was read from. Positions count characters of the text, not bytes.
 */
final class SyntaxNode {

    private final String type;
    private final @Nullable String field;
    private final boolean named;
    private final int start;
    private final int end;
    private final @Nullable SyntaxNode parent;
    private List<SyntaxNode> children = List.of();

    SyntaxNode(
            String type,
            @Nullable String field,
            boolean named,
            int start,
            int end,
            @Nullable SyntaxNode parent) {
        this.type = type;
        this.field = field;
        this.named = named;
        this.start = start;
        this.end = end;
        this.parent = parent;
    }

    void adopt(List<SyntaxNode> found) {
        children = List.copyOf(found);
    }

    String type() {
        return type;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    @Nullable SyntaxNode parent() {
        return parent;
    }

    List<SyntaxNode> children() {
        return children;
    }

    boolean is(Set<String> types) {
        return types.contains(type);
    }

    boolean is(String wanted) {
        return type.equals(wanted);
    }

    /** Whether the text of the other one lies within this one. */
    boolean holds(SyntaxNode other) {
        return start <= other.start && other.end <= end;
    }

    /** The children that mean something: no punctuation, no keywords. */
    List<SyntaxNode> named() {
        return children.stream()
                .filter(child -> child.named && !child.type.contains("comment"))
                .toList();
    }

    /** The child that the grammar calls so. */
    Optional<SyntaxNode> field(String name) {
        return first(child -> name.equals(child.field));
    }

    /** The child that the grammar calls by the first of these names that there is. */
    Optional<SyntaxNode> field(List<String> names) {
        return names.stream().flatMap(name -> field(name).stream()).findFirst();
    }

    /** The first child of one of these types. */
    Optional<SyntaxNode> child(Set<String> types) {
        return first(child -> types.contains(child.type));
    }

    /** Whether punctuation such as {@code =} stands directly in it. */
    boolean hasToken(String token) {
        return first(child -> !child.named && child.type.equals(token)).isPresent();
    }

    private Optional<SyntaxNode> first(Predicate<SyntaxNode> wanted) {
        return children.stream().filter(wanted).findFirst();
    }

    /** Its characters in the text that was parsed. */
    String in(String text) {
        return text.substring(start, end);
    }
}
