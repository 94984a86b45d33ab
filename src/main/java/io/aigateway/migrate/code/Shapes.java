package io.aigateway.migrate.code;

import java.util.List;
import java.util.Set;

/** The node types of the grammars, by what they mean. */
final class Shapes {

    static final Set<String> STRINGS =
            Set.of(
                    "string",
                    "template_string",
                    "string_literal",
                    "interpreted_string_literal",
                    "raw_string_literal",
                    "heredoc_body",
                    "concatenated_string_part");

    /** What is computed within a string. */
    static final Set<String> HOLES =
            Set.of(
                    "interpolation",
                    "template_substitution",
                    "interpolated_expression",
                    "interpolated_identifier",
                    "string_interpolation",
                    "${",
                    "$",
                    "}");

    static final Set<String> STRING_TEXTS =
            Set.of(
                    "string_content",
                    "string_fragment",
                    "multiline_string_fragment",
                    "escape_sequence",
                    "character_escape_seq",
                    "interpreted_string_literal_content",
                    "raw_string_literal_content",
                    "heredoc_content");

    static final Set<String> CALLS =
            Set.of(
                    "call",
                    "call_expression",
                    "new_expression",
                    "method_invocation",
                    "object_creation_expression",
                    "constructor_invocation",
                    "annotation");

    static final Set<String> ARGUMENTS =
            Set.of("argument_list", "arguments", "value_arguments", "annotation_argument_list");

    /** Kotlin keeps the arguments in a node of their own. */
    static final Set<String> CALL_SUFFIXES = Set.of("call_suffix");

    static final Set<String> NAMED_ARGUMENTS = Set.of("keyword_argument", "value_argument");

    static final Set<String> PAIRS =
            Set.of("pair", "keyed_element", "infix_expression", "element_value_pair");

    static final Set<String> OBJECTS = Set.of("dictionary", "object", "literal_value", "hash");

    static final Set<String> ASSIGNMENTS =
            Set.of(
                    "assignment",
                    "augmented_assignment",
                    "named_expression",
                    "default_parameter",
                    "typed_default_parameter",
                    "variable_declarator",
                    "assignment_expression",
                    "augmented_assignment_expression",
                    "public_field_definition",
                    "field_definition",
                    "required_parameter",
                    "optional_parameter",
                    "assignment_pattern",
                    "object_assignment_pattern",
                    "enum_assignment",
                    "const_spec",
                    "var_spec",
                    "short_var_declaration",
                    "assignment_statement",
                    "operator_assignment",
                    "property_declaration",
                    "class_parameter");

    static final List<String> TARGET_FIELDS = List.of("left", "name", "pattern", "key");
    static final List<String> VALUE_FIELDS = List.of("right", "value");

    /** A value stands in them as itself: what is true of one is true of the other. */
    static final Set<String> TRANSPARENT =
            Set.of(
                    "parenthesized_expression",
                    "expression_list",
                    "literal_element",
                    "value_argument",
                    "non_null_expression",
                    "as_expression",
                    "satisfies_expression",
                    "binary_expression",
                    "boolean_operator",
                    "binary_operator",
                    "binary",
                    "elvis_expression",
                    "conditional_expression",
                    "ternary_expression",
                    "conditional",
                    "await_expression",
                    "await",
                    "concatenated_string");

    /** Names of things, and of things in things. */
    static final Set<String> MEMBERS =
            Set.of(
                    "attribute",
                    "member_expression",
                    "field_access",
                    "selector_expression",
                    "scoped_identifier",
                    "navigation_expression",
                    "scope_resolution");

    static final Set<String> IDENTIFIERS =
            Set.of("identifier", "simple_identifier", "constant", "type_identifier");

    private Shapes() {}
}
