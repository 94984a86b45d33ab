package io.aigateway.migrate.code;

import io.aigateway.migrate.ApiUrl;
import io.aigateway.migrate.EnvironmentSurvey;
import io.aigateway.migrate.SourceFacts;
import io.aigateway.migrate.SourceFile;
import io.aigateway.migrate.code.Literal.Span;
import io.aigateway.migrate.code.References.Reference;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which environment variables a program reads and writes, also by what it takes from packages. */
final class CodeSurvey {

    private static final Set<String> WRITERS =
            Set.of("setenv", "Setenv", "putenv", "setdefault", "stubEnv");

    private static final Set<String> NAMES_IT = Set.of("env=", "alias", "AIGATEWAY");

    private final SourceFile file;
    private final Program program;
    private final EnvironmentSurvey survey;
    private final SourceFacts facts;
    private final Set<String> variables;

    CodeSurvey(SourceFile file, Program program, EnvironmentSurvey survey, SourceFacts facts) {
        this.file = file;
        this.program = program;
        this.survey = survey;
        this.facts = facts;
        this.variables = Set.copyOf(facts.variables());
    }

    void tell() {
        VariableRule.places(program, this::place);
        Imports imports = Imports.of(program);
        References references = References.of(program, imports, facts.source());
        references.all().forEach(this::reference);
        references.modules().forEach(this::reference);
        program.calls().forEach(call -> references.called(call).ifPresent(one -> call(call, one)));
        program.nodes().forEach(this::settings);
        boolean stays = facts.manualBases().keySet().containsAll(facts.apiBases());
        if (stays && !facts.apiBases().isEmpty()) {
            ApiUrl.in(program.text(), facts).stream()
                    .filter(url -> !url.local())
                    .findFirst()
                    .ifPresent(this::staysInUse);
        }
        new CodeStaying(file, program, survey, facts).tell(references);
    }

    /** A program that goes on talking to the source keeps the source's key. */
    private void staysInUse(ApiUrl url) {
        Set<String> named = VariableRule.names(program);
        for (String variable : facts.variables()) {
            if (named.contains(variable)) {
                survey.fixed(variable, file, url.start(), "sent to " + url.host());
            }
        }
    }

    private void place(Span place, SyntaxNode node) {
        String name = place.in(program.text());
        if (!variables.contains(name)) {
            return;
        }
        if (isWritten(node)) {
            survey.written(name, file, place.start());
        } else {
            survey.read(name, file, place.start());
        }
    }

    private boolean isWritten(SyntaxNode node) {
        SyntaxNode around = node.parent();
        for (int up = 0; around != null && up < 3; up++) {
            boolean target = around.is(Shapes.ASSIGNMENTS) && program.targetOf(around).holds(node);
            boolean call =
                    around.is(Shapes.ARGUMENTS)
                            && program.callWith(around)
                                    .filter(one -> WRITERS.contains(one.lastName()))
                                    .isPresent();
            if (target || call) {
                return true;
            }
            around = around.parent();
        }
        return false;
    }

    /** What a package reads by itself keeps its name: nobody can tell it another. */
    private void reference(Reference reference) {
        for (String variable : reference.known().reads()) {
            survey.fixed(
                    variable, file, reference.node().start(), "read by " + reference.qualified());
        }
    }

    /** A client without a key reads it by itself; it will be told the key under its new name. */
    private void call(Call call, Known known) {
        if (known.isClient() && !known.suggested() && !facts.keyVariables().isEmpty()) {
            String usual = facts.keyVariables().get(0);
            boolean told = program.in(call.node()).contains(known.key());
            if (!told) {
                survey.read(usual, file, call.node().start());
            }
        }
        boolean proxy = program.in(call.node()).contains("litellm_proxy/");
        if (proxy && known.keepsModels() && call.argument(known.url()).isEmpty()) {
            List.of("LITELLM_PROXY_API_KEY", "LITELLM_PROXY_API_BASE")
                    .forEach(
                            name ->
                                    survey.fixed(
                                            name,
                                            file,
                                            call.node().start(),
                                            "read by LiteLLM for litellm_proxy/"));
        }
    }

    /** Fields of a settings class are variables, with nothing that says so but their names. */
    private void settings(SyntaxNode node) {
        boolean settings =
                node.is("class_definition")
                        && node.field("superclasses")
                                .filter(one -> program.in(one).contains("BaseSettings"))
                                .isPresent();
        if (settings) {
            program.nodes().stream()
                    .filter(inner -> inner.is("assignment") && node.holds(inner))
                    .forEach(this::field);
        }
    }

    private void field(SyntaxNode assignment) {
        String code = program.in(assignment);
        String name = program.in(program.targetOf(assignment)).toUpperCase(Locale.ROOT);
        if (variables.contains(name) && NAMES_IT.stream().noneMatch(code::contains)) {
            survey.fixed(name, file, assignment.start(), "read by a class of settings");
        }
    }
}
