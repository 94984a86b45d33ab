"""Names only: policy/documented is no name of a program."""

DEFAULT_MODEL = "policy/support"
MODELS = ["policy/reasoning", "openai/gpt-5.4"]
TERMS = "policy/terms"
