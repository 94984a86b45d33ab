package io.aigateway.migrate.code;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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

    private final TSLanguage language;

    Syntax(TSLanguage language) {
        this.language = language;
    }

    /**
     * The whole text. A text with mistakes is read as far as it makes sense; where it does not,
     * nodes are of type {@code ERROR}. Half a surrogate pair, which no encoding has, is read as a
     * question mark.
     *
     * @return all nodes, each before those within it
     */
    List<SyntaxNode> read(String text) {
        try (TSParser parser = new TSParser()) {
            if (!parser.setLanguage(language)) {
                throw new IllegalStateException(
                        "the grammar does not fit the parser: " + language.getClass());
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            String readable = new String(bytes, StandardCharsets.UTF_8);
            try (TSTree tree = parser.parseString(null, readable);
                    TSTreeCursor cursor = new TSTreeCursor(tree.getRootNode())) {
                return copied(cursor, characterOfByte(readable, bytes.length));
            }
        }
    }

    /** Without recursion: programs nest deeper than a thread's stack. */
    private static List<SyntaxNode> copied(TSTreeCursor cursor, int[] characters) {
        List<SyntaxNode> all = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        SyntaxNode root = copy(cursor, characters, null);
        all.add(root);
        open.push(new Open(root, new ArrayList<>()));
        boolean down = true;
        while (!open.isEmpty()) {
            if (down ? cursor.gotoFirstChild() : cursor.gotoNextSibling()) {
                Open around = down ? open.element() : parentOf(open);
                SyntaxNode node = copy(cursor, characters, around.node);
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

    /** The finished node makes room for its sibling. */
    private static Open parentOf(Deque<Open> open) {
        close(open);
        return open.element();
    }

    private static void close(Deque<Open> open) {
        Open done = open.pop();
        done.node.adopt(done.children);
    }

    private static SyntaxNode copy(
            TSTreeCursor cursor, int[] characters, @Nullable SyntaxNode parent) {
        TSNode node = cursor.currentNode();
        return new SyntaxNode(
                node.getType(),
                cursor.currentFieldName(),
                node.isNamed(),
                characters.length == 0 ? node.getStartByte() : characters[node.getStartByte()],
                characters.length == 0 ? node.getEndByte() : characters[node.getEndByte()],
                parent);
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

    private record Open(SyntaxNode node, List<SyntaxNode> children) {}
}
