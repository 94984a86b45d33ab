package io.aigateway.migrate.code;

import io.aigateway.migrate.FileKind;
import java.util.function.Supplier;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * What differs between languages, as data: the grammar, and how one of them reads an environment
 * variable. Node types of all grammars are known together in {@link Shapes}, for they do not
 * contradict each other.
 */
enum Dialect {
    PYTHON(
            FileKind.PYTHON,
            () -> new TreeSitterPython(),
            "os.environ[\"%s\"]",
            "import os",
            Family.PYTHON),
    JAVASCRIPT(
            FileKind.JAVASCRIPT,
            () -> new TreeSitterJavascript(),
            "process.env.%s",
            "",
            Family.SCRIPT),
    TYPESCRIPT(
            FileKind.TYPESCRIPT,
            () -> new TreeSitterTypescript(),
            "process.env.%s",
            "",
            Family.SCRIPT),
    TSX(FileKind.TSX, () -> new TreeSitterTsx(), "process.env.%s", "", Family.SCRIPT),
    JAVA(FileKind.JAVA, () -> new TreeSitterJava(), "System.getenv(\"%s\")", "", Family.JVM),
    KOTLIN(FileKind.KOTLIN, () -> new TreeSitterKotlin(), "System.getenv(\"%s\")", "", Family.JVM),
    GO(FileKind.GO, () -> new TreeSitterGo(), "os.Getenv(\"%s\")", "\"os\"", Family.GO),
    RUBY(FileKind.RUBY, () -> new TreeSitterRuby(), "ENV.fetch(\"%s\")", "", Family.RUBY);

    /** Languages that share their imports and their clients. */
    enum Family {
        PYTHON,
        SCRIPT,
        JVM,
        GO,
        RUBY
    }

    private final FileKind kind;
    private final Supplier<TSLanguage> grammar;
    private final String environmentRead;
    private final String environmentImport;
    private final Family family;

    Dialect(
            FileKind kind,
            Supplier<TSLanguage> grammar,
            String environmentRead,
            String environmentImport,
            Family family) {
        this.kind = kind;
        this.grammar = grammar;
        this.environmentRead = environmentRead;
        this.environmentImport = environmentImport;
        this.family = family;
    }

    static Dialect of(FileKind kind) {
        for (Dialect dialect : values()) {
            if (dialect.kind == kind) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("kind must be source code, but was " + kind);
    }

    FileKind kind() {
        return kind;
    }

    Family family() {
        return family;
    }

    /** Loads the native grammar; costs some milliseconds. */
    TSLanguage loadGrammar() {
        return grammar.get();
    }

    /** The expression that reads a variable. */
    String read(String variable) {
        return environmentRead.formatted(variable);
    }

    /** What has to be imported for {@link #read}; empty for nothing. */
    String readImport() {
        return environmentImport;
    }
}
