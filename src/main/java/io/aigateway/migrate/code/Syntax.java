package io.aigateway.migrate.code;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * Reads a program into {@link SyntaxNode}s with tree-sitter. A parser belongs to one call, so that
 * files can be read by several threads; what is native is given back before the call ends.
 */
final class Syntax {

    /** What has statements or members; one of them without anything of interest is not entered. */
    private static final Set<String> BLOCKS =
            Set.of(
                    "module",
                    "block",
                    "program",
                    "source_file",
                    "statement_block",
                    "statements",
                    "class_body",
                    "interface_body",
                    "enum_body_declarations",
                    "constructor_body",
                    "body_statement");

    private final TSLanguage language;
    private final Dialect.Family family;

    /** Asking for a number and looking it up is cheaper than asking for a text each time. */
    private final Map<Integer, Kind> kinds = new ConcurrentHashMap<>();

    private final Map<Integer, String> fields = new ConcurrentHashMap<>();

    private record Kind(String type, boolean named) {}

    Syntax(TSLanguage language, Dialect.Family family) {
        this.language = language;
        this.family = family;
    }

    /**
     * The whole text. A text with mistakes is read as far as it makes sense; where it does not,
     * nodes are of type {@code ERROR}. Half a surrogate pair, which no encoding has, is read as a
     * question mark.
     *
     * @param focus statements and members in which there is nothing of interest become leaves, or
     *     are left out
     * @return all nodes, each before those within it
     */
    List<SyntaxNode> read(String text, Focus focus) {
        Excerpt excerpt = Excerpt.of(text, family, focus);
        List<SyntaxNode> nodes = read(excerpt, focus);
        // A mistake: of the program, or by cutting.
        return nodes.isEmpty() ? read(Excerpt.whole(text), focus) : nodes;
    }

    private List<SyntaxNode> read(Excerpt excerpt, Focus focus) {
        try (TSParser parser = new TSParser()) {
            if (!parser.setLanguage(language)) {
                throw new IllegalStateException(
                        "the grammar does not fit the parser: " + language.getClass());
            }
            byte[] bytes = excerpt.text().getBytes(StandardCharsets.UTF_8);
            String readable = new String(bytes, StandardCharsets.UTF_8);
            try (TSTree tree = parser.parseString(null, readable);
                    TSTreeCursor cursor = new TSTreeCursor(tree.getRootNode())) {
                if (!excerpt.isWhole() && cursor.currentNode().hasError()) {
                    return List.of();
                }
                Places places = new Places(excerpt, characterOfByte(readable, bytes.length));
                return copied(cursor, places, focus);
            }
        }
    }

    /** Without recursion: programs nest deeper than a thread's stack. */
    private List<SyntaxNode> copied(TSTreeCursor cursor, Places places, Focus focus) {
        List<SyntaxNode> all = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        SyntaxNode root = copy(cursor, places, null);
        all.add(root);
        open.push(new Open(root, new ArrayList<>()));
        boolean down = true;
        while (!open.isEmpty()) {
            if (down
                    ? isEntered(open.element().node, focus) && cursor.gotoFirstChild()
                    : cursor.gotoNextSibling()) {
                Open around = down ? open.element() : parentOf(open);
                SyntaxNode node = copy(cursor, places, around.node);
                around.children.add(node);
                all.add(node);
                open.push(new Open(node, new ArrayList<>()));
                down = true;
            } else if (down) {
                down = false;
            } else {
                close(open);
                cursor.gotoParent();
            }
        }
        return all;
    }

    private static boolean isEntered(SyntaxNode node, Focus focus) {
        SyntaxNode parent = node.parent();
        boolean part = parent != null && BLOCKS.contains(parent.type());
        return !part || focus.isIn(node.start(), node.end());
    }

    /** The finished node makes room for its sibling. */
    private static Open parentOf(Deque<Open> open) {
        close(open);
        return open.element();
    }

    private static void close(Deque<Open> open) {
        Open done = open.pop();
        done.node.adopt(done.children);
    }

    private SyntaxNode copy(TSTreeCursor cursor, Places places, @Nullable SyntaxNode parent) {
        TSNode node = cursor.currentNode();
        Kind kind =
                kinds.computeIfAbsent(
                        node.getSymbol(), symbol -> new Kind(node.getType(), node.isNamed()));
        return new SyntaxNode(
                kind.type,
                field(cursor),
                kind.named,
                places.startOf(node.getStartByte()),
                places.endOf(node.getEndByte()),
                parent);
    }

    private @Nullable String field(TSTreeCursor cursor) {
        int id = cursor.currentFieldId();
        return id == 0
                ? null
                : fields.computeIfAbsent(id, any -> String.valueOf(cursor.currentFieldName()));
    }

    /** Where each byte's character stands; empty when every character is one byte. */
    private static int[] characterOfByte(String text, int length) {
        if (length == text.length()) {
            return new int[0];
        }
        int[] characters = new int[length + 1];
        int at = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int bytes = bytesOf(point);
            for (int b = 0; b < bytes; b++) {
                characters[at++] = i;
            }
            i += Character.charCount(point);
        }
        characters[length] = text.length();
        return characters;
    }

    private static int bytesOf(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }

    /** From bytes of what was parsed to characters of the whole text. */
    private record Places(Excerpt excerpt, int[] characters) {

        private int startOf(int at) {
            return excerpt.startOf(characterOf(at));
        }

        private int endOf(int at) {
            return excerpt.endOf(characterOf(at));
        }

        private int characterOf(int at) {
            return characters.length == 0 ? at : characters[at];
        }
    }

    private record Open(SyntaxNode node, List<SyntaxNode> children) {}
}
