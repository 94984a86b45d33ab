package io.aigateway.migrate.code;

import io.aigateway.migrate.Migration;
import io.aigateway.migrate.Proposal;
import io.aigateway.migrate.SourceFile;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One look at one program: what the rules share.
 *
 * @param file where it stands
 * @param program what it says
 * @param imports what its names mean
 * @param references where it uses what is the source's
 * @param migration where to, and what was chosen
 * @param talks whether something shows that it talks to the source, and does not only name it
 * @param found the proposals so far
 */
record Look(
        SourceFile file,
        Program program,
        Imports imports,
        References references,
        Migration migration,
        boolean talks,
        Proposed found) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The expression of the program's language that reads the gateway's key. */
    String readKey() {
        return read(keyVariable());
    }

    private String read(String variable) {
        String text = program.text();
        if (text.contains("import.meta.env")) {
            return "import.meta.env.VITE_" + variable;
        }
        boolean deno = text.contains("Deno.env");
        return deno ? "Deno.env.get(\"" + variable + "\")" : program.dialect().read(variable);
    }

    /** The variable that holds the key afterwards: ours, unless the source's keeps its name. */
    String keyVariable() {
        List<String> theirs = migration.facts().keyVariables();
        boolean renamed =
                theirs.stream().anyMatch(name -> migration.names().renamed(name).isPresent());
        Set<String> named = renamed ? Set.of() : VariableRule.names(program);
        return theirs.stream().filter(named::contains).findFirst().orElse(migration.keyVariable());
    }

    /** Code with its environment variables under their new names. */
    String renamed(String code) {
        Matcher word = WORD.matcher(code);
        return word.replaceAll(
                found ->
                        Matcher.quoteReplacement(
                                migration.names().renamed(found.group()).orElse(found.group())));
    }

    /** A text as a string of the program; scripts have two quotes, and keep to one of them. */
    String quoted(String text) {
        String quote = quote();
        return quote + text + quote;
    }

    /** A piece of code with the quotes of the program. */
    String inItsQuotes(String code) {
        return code.replace("\"", quote());
    }

    private String quote() {
        if (program.dialect().family() != Dialect.Family.SCRIPT) {
            return "\"";
        }
        long single = opening("'");
        return single > opening("\"") ? "'" : "\"";
    }

    private long opening(String quote) {
        return program.nodes().stream()
                .filter(node -> node.is(Shapes.STRINGS) && program.in(node).startsWith(quote))
                .count();
    }

    /** Notes that reading a variable needs an import, where the language wants one. */
    void needsReadImport() {
        ReadImport.in(this).ifPresent(found::add);
    }

    boolean add(Proposal proposal) {
        return found.add(proposal);
    }
}
