# Which model a job asks for.
JOB_MODELS = {
    "default": "openai/gpt-5.4",
}
NIGHTLY_MODEL = "@preset/nightly"
