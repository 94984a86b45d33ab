#!/usr/bin/env python3
"""Writes config/models.yaml from the facts of models.dev.

    python3 src/it/catalog/models_from_facts.py FACTS.json > config/models.yaml

FACTS.json is {"providers": {id: {"models": {name: {...}}}}, "models": {lab/name: {...}}}: the TOML files of
https://github.com/anomalyco/models.dev (MIT) as one JSON document. Standard library only.
"""
import json
import re
import sys
from decimal import Decimal

# our provider id -> (theirs, which upstream names; None is all of them)
SOURCES = {
    "openai": ("openai", None),
    "anthropic": ("anthropic", None),
    "google": ("google", None),
    "mistral": ("mistral", None),
    "xai": ("xai", None),
    "deepseek": ("deepseek", None),
    "moonshot": ("moonshotai", None),
    "zai": ("zai", None),
    "minimax": ("minimax", None),
    "alibaba": ("alibaba", r"qwen(-(plus|max|flash|turbo)|3\.[567]|3-(max|coder|vl-plus|235b|32b))"),
    "cohere": ("cohere", None),
    "perplexity": ("perplexity", None),
    "groq": ("groq", None),
    "together": ("togetherai", None),
    "fireworks": ("fireworks-ai", None),
    "cerebras": ("cerebras", None),
    "deepinfra": ("deepinfra", None),
    "nebius": ("nebius", None),
    "baseten": ("baseten", None),
    "scaleway": ("scaleway", None),
    "ovhcloud": ("ovhcloud", None),
    "wandb": ("wandb", None),
    "friendli": ("friendli", None),
    "siliconflow": ("siliconflow", r"(deepseek-ai/DeepSeek-V4|moonshotai|zai-org/GLM-5|openai|Qwen/Qwen3\.6)"),
    "huggingface": ("huggingface", r"(deepseek-ai/DeepSeek-(V4|R1)|moonshotai/Kimi-K2\.|zai-org/GLM-5|openai|meta-llama|Qwen/Qwen3-Emb)"),
    "openrouter": ("openrouter", r"(openai/(gpt-5\.[45](-mini|-nano)?|gpt-oss-120b)|anthropic/claude-(opus-4\.[78]|sonnet-4\.6|haiku-4\.5)"
                                 r"|google/gemini-(2\.5-pro|2\.5-flash|3-flash-preview|3\.1-pro-preview|3\.5-flash)|x-ai/grok-4\.(3|20)"
                                 r"|deepseek/deepseek-(v4-.*|r1)|moonshotai/kimi-k2\.[67].*|z-ai/glm-5\.[12]|minimax/minimax-m3"
                                 r"|meta-llama/llama-(3\.3-70b-instruct|4-maverick)|mistralai/mistral-(large-2512|small-2603)"
                                 r"|qwen/qwen3\.7-(plus|max)|amazon/nova-(pro|micro)-v1)$"),
    "upstage": ("upstage", None),
    "stepfun": ("stepfun", None),
    "xiaomi_mimo": ("xiaomi", None),
    "inception": ("inception", None),
    "v0": ("v0", None),
    "morph": ("morph", None),
}

# What has another wire than chat completions, or is not for text.
OTHER_ENDPOINT = re.compile(
    r"codex|deep-research|^o1-pro|^o3-pro|^gpt-[\d.]+-pro|multi-agent|prompt-guard|-asr-|livetranslate|realtime|omni|-ocr|-mt-"
    r"|whisper|-tts|-image|safeguard|guard|mercury-edit|character|morph-v3|^auto$|^morph")
OTHER_BUT_CHAT = re.compile(r"sonar-deep-research|morph-v3|^auto$")
EMBEDDING = re.compile(r"embed|bge-", re.I)
LABS = ["openai", "anthropic", "google", "mistral", "xai", "deepseek", "moonshot", "zai", "minimax", "alibaba",
        "cohere", "perplexity", "xiaomi_mimo", "stepfun", "upstage", "inception", "voyage"]

# Names that people use and the providers do not.
RENAMED = {
    ("google", "gemini-3-flash-preview"): "gemini-3-flash",
    ("google", "gemini-3.1-pro-preview"): "gemini-3.1-pro",
}
ALIASES = {
    "google/gemini-3-flash": ["google/gemini-3-flash-preview", "gemini-3-flash-preview"],
    "google/gemini-3.1-pro": ["google/gemini-3.1-pro-preview", "gemini-3.1-pro-preview"],
    "deepseek/deepseek-reasoner": ["deepseek/deepseek-r1", "deepseek-r1"],
    "anthropic/claude-sonnet-4.6": ["anthropic/claude-4.6-sonnet", "claude-4.6-sonnet"],
    "anthropic/claude-sonnet-4.5": ["anthropic/claude-4.5-sonnet", "claude-4.5-sonnet"],
    "anthropic/claude-haiku-4.5": ["anthropic/claude-4.5-haiku", "claude-4.5-haiku"],
    "anthropic/claude-opus-4.7": ["anthropic/claude-4.7-opus", "claude-4.7-opus"],
    "anthropic/claude-opus-4.0": ["anthropic/claude-opus-4", "claude-opus-4"],
    "anthropic/claude-sonnet-4.0": ["anthropic/claude-sonnet-4", "claude-sonnet-4"],
    "groq/llama-3.3-70b-versatile": ["llama-3.3-70b-versatile"],
    "cohere/command-a-03-2025": ["command-a"],
}

# Not in the facts: from the providers' own price pages.
EXTRA = [
    dict(id="xai/grok-4", aliases=["grok-4"], price="{input: 3, output: 15, cached-input: 0.75}",
         limits="{context: 256000, output: 64000, default-output: 4096}",
         capabilities="[chat, tools, vision, json-schema, reasoning]"),
    dict(id="cohere/embed-v4.0", aliases=["embed-v4.0"], price="{input: 0.12, output: 0}", limits="{context: 128000}",
         capabilities="[embeddings]"),
    dict(id="cohere/embed-english-v3.0", aliases=["embed-english-v3.0"], price="{input: 0.1, output: 0}",
         limits="{context: 512}", capabilities="[embeddings]"),
    dict(id="cohere/embed-multilingual-v3.0", aliases=["embed-multilingual-v3.0"], price="{input: 0.1, output: 0}",
         limits="{context: 512}", capabilities="[embeddings]"),
    dict(id="voyage/voyage-3.5", aliases=["voyage-3.5"], price="{input: 0.06, output: 0}", limits="{context: 32000}",
         capabilities="[embeddings]"),
    dict(id="voyage/voyage-3.5-lite", aliases=["voyage-3.5-lite"], price="{input: 0.02, output: 0}",
         limits="{context: 32000}", capabilities="[embeddings]"),
    dict(id="voyage/voyage-3-large", aliases=["voyage-3-large"], price="{input: 0.18, output: 0}",
         limits="{context: 32000}", capabilities="[embeddings]"),
    dict(id="voyage/voyage-code-3", aliases=["voyage-code-3"], price="{input: 0.18, output: 0}",
         limits="{context: 32000}", capabilities="[embeddings]"),
]

HEAD = """# yaml-language-server: $schema=schema/models.schema.json
#
# What can be asked for: one row per model. Prices are in US dollars per million tokens; what is not written is
# charged as plain input. Check them against your contract: the providers change them without notice.
#
#   id            PROVIDER/NAME, as callers name it; aliases: other names for it
#   provider      who serves it (default: what stands before the slash)
#   upstream      what the provider calls it (default: what stands after the slash)
#   price         {input, output, cached-input, cache-write, cache-write-1h, reasoning, audio-input, audio-output, ...,
#                 per-call, per-image, per-second, per-character, per-search, tiers: [{above, input, ...}],
#                 priority: {input, ...}, flex: {...}, batch: {...}}; all of them in docs/prices.md
#   limits        {context, output, default-output}; default-output is reckoned with when a caller names no limit
#   capabilities  chat, completions, embeddings, tools, vision, audio, video, pdf, json-schema, reasoning
#   unsupported   request fields that are dropped, which the caller is told in x-aig-warning
#   route         a Camel endpoint that answers instead of a provider, such as direct:contract-answers
#
# Rows after the demo ones: facts of models.dev (MIT), August 2026, by src/it/catalog/models_from_facts.py.
models:
  # ---- demo: answers without a network, always the same
  - id: demo/echo
    price: {input: 1.00, output: 2.00}
    limits: {context: 128000, output: 4096, default-output: 256}
    capabilities: [chat, completions, tools, json-schema]
  - id: demo/embed
    price: {input: 0.10, output: 0}
    limits: {context: 128000}
    capabilities: [embeddings]
"""


def number(value):
    text = format(Decimal(str(round(value, 9))).normalize(), "f")
    return text


def rates(cost, anthropic=False):
    parts = [f"input: {number(cost['input'])}", f"output: {number(cost.get('output', 0))}"]
    if cost.get("cache_read") is not None:
        parts.append(f"cached-input: {number(cost['cache_read'])}")
    if cost.get("cache_write"):
        parts.append(f"cache-write: {number(cost['cache_write'])}")
        if anthropic:
            # Anthropic's one-hour cache costs twice the input rate; the facts hold the five-minute rate only.
            parts.append(f"cache-write-1h: {number(cost['input'] * 2)}")
    for theirs, ours, like in (("reasoning", "reasoning", "output"), ("input_audio", "audio-input", "input"),
                               ("output_audio", "audio-output", "output")):
        if cost.get(theirs) and cost[theirs] != cost.get(like):
            parts.append(f"{ours}: {number(cost[theirs])}")
    return parts


def priority(fact, anthropic):
    """What a faster answer costs, where the facts know a mode of that kind."""
    mode = fact.get("experimental", {}).get("modes", {}).get("fast")
    return "{" + ", ".join(rates(mode["cost"], anthropic)) + "}" if mode else None


def price(fact, anthropic):
    cost = fact["cost"]
    parts = rates(cost, anthropic)
    tiers = []
    for tier in cost.get("tiers", []):
        tiers.append("{" + ", ".join([f"above: {tier['tier']['size']}"] + rates(tier, anthropic)) + "}")
    if tiers:
        parts.append("tiers: [" + ", ".join(tiers) + "]")
    if priority(fact, anthropic):
        parts.append("priority: " + priority(fact, anthropic))
    return "{" + ", ".join(parts) + "}"


def capabilities(name, fact):
    if EMBEDDING.search(name):
        return ["embeddings"]
    inputs = fact.get("modalities", {}).get("input", [])
    found = ["chat"]
    found += ["tools"] if fact.get("tool_call") else []
    found += [ours for theirs, ours in (("image", "vision"), ("audio", "audio"), ("video", "video"), ("pdf", "pdf"))
              if theirs in inputs]
    found += ["json-schema"] if fact.get("structured_output") else []
    found += ["reasoning"] if fact.get("reasoning") else []
    return found


def limits(fact, embedding):
    limit = fact.get("limit", {})
    parts = [f"context: {limit['context']}"] if limit.get("context") else []
    if limit.get("output") and not embedding:
        parts += [f"output: {limit['output']}", f"default-output: {min(4096, limit['output'])}"]
    return "{" + ", ".join(parts) + "}" if parts else None


def unsupported(provider, name, fact, embedding):
    model = name.rsplit("/", 1)[-1]
    if embedding or not fact.get("tool_call", True) or fact.get("temperature") is not False:
        return []
    if "claude" in model:
        return ["temperature", "top_p", "top_k"]
    fields = ["temperature", "top_p"]
    if re.match(r"o\d", model):
        fields += ["presence_penalty", "frequency_penalty", "logprobs", "top_logprobs", "logit_bias"]
    return fields


def our_name(provider, upstream):
    name = RENAMED.get((provider, upstream), upstream)
    name = re.sub(r"^accounts/fireworks/(models|routers)/", "", name)
    if provider == "anthropic":
        name = re.sub(r"-(\d)-(\d)(?!\d)", r"-\1.\2", name)
    return name.lower()


def wanted(name, fact, pattern):
    cost = fact.get("cost", {})
    outputs = fact.get("modalities", {}).get("output", ["text"])
    other = OTHER_ENDPOINT.search(name.rsplit("/", 1)[-1]) and not OTHER_BUT_CHAT.search(name)
    return (fact.get("status") != "deprecated" and cost.get("input", 0) > 0 and outputs == ["text"]
            and not other and not name.startswith("~") and not name.endswith((":free", "-latest:free"))
            and (pattern is None or re.match(pattern, name)))


def row(provider, name, fact):
    ident = f"{provider}/{our_name(provider, name)}"
    embedding = bool(EMBEDDING.search(name))
    default_upstream = ident.split("/", 1)[1]
    lines = {"id": ident}
    if name != default_upstream and name != f"accounts/fireworks/models/{default_upstream}":
        lines["upstream"] = name
    lines["aliases"] = list(ALIASES.get(ident, []))
    if provider in LABS and "/" not in default_upstream:
        lines["aliases"].insert(0, default_upstream)
    lines["price"] = price(fact, provider == "anthropic")
    lines["limits"] = limits(fact, embedding)
    lines["capabilities"] = "[" + ", ".join(capabilities(name, fact)) + "]"
    lines["unsupported"] = ", ".join(unsupported(provider, name, fact, embedding))
    return lines


def rows(facts):
    for provider, (theirs, pattern) in SOURCES.items():
        for name, fact in facts["providers"][theirs]["models"].items():
            base = facts["models"].get(fact.get("base_model", ""), {})
            whole = {**base, **fact, "limit": {**base.get("limit", {}), **fact.get("limit", {})}}
            for omitted in fact.get("base_model_omit", []):
                whole.pop(omitted, None)
            if wanted(name, whole, pattern):
                yield row(provider, name, whole)
    yield from EXTRA


def alike(name):
    return re.sub(r"(?<=\d)\.(?=\d)", "-", name.lower())


def printed(lines, taken):
    aliases = [a for a in lines.get("aliases", []) if alike(a) not in taken]
    taken.update(alike(a) for a in aliases)
    out = [f"  - id: {lines['id']}"]
    if lines.get("upstream"):
        out.append(f"    upstream: {lines['upstream']}")
    if aliases:
        out.append(f"    aliases: [{', '.join(aliases)}]")
    out += [f"    {key}: {lines[key]}" for key in ("price", "limits", "capabilities") if lines.get(key)]
    if lines.get("unsupported"):
        out.append(f"    unsupported: [{lines['unsupported']}]")
    return "\n".join(out)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        facts = json.load(file)
    found = {}
    for lines in rows(facts):
        found.setdefault(alike(lines["id"]), lines)
    order = {provider: at for at, provider in enumerate([*SOURCES, "voyage"])}
    listed = sorted(found.values(), key=lambda l: (order[l["id"].split("/")[0]], l["id"]))
    print(HEAD, end="")
    taken, last = set(found), None
    for lines in listed:
        provider = lines["id"].split("/")[0]
        if provider != last:
            print(f"  # ---- {provider}")
            last = provider
        print(printed(lines, taken))


if __name__ == "__main__":
    main()
