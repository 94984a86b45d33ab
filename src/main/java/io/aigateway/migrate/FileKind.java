package io.aigateway.migrate;

/** What a file is; which rewriter takes it. */
public enum FileKind {
    DOTENV,
    COMPOSE,
    KUBERNETES,
    HELM,
    TERRAFORM,
    DOCKERFILE,
    SHELL,
    MAKEFILE,
    GITHUB_ACTIONS,
    PYTHON,
    TYPESCRIPT,
    TSX,
    JAVASCRIPT,
    JAVA,
    KOTLIN,
    GO,
    RUBY,
    NOTEBOOK,
    PROPERTIES,
    YAML,
    JSON,
    TOML,
    REQUIREMENTS,
    PACKAGE_JSON,
    PYPROJECT,
    POM,
    GRADLE,
    MARKDOWN,
    /** A text of another kind: only told about, never edited. */
    OTHER
}
