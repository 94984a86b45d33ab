# The model's list, a question, and the same question as a stream, with the OpenAI SDK:
import json, os, openai

client = openai.OpenAI(
    base_url=os.environ["AIGATEWAY_BASE_URL"] + "/v1", api_key=os.environ["AIGATEWAY_API_KEY"], max_retries=0)
MODEL = "local/smollm2-135m-instruct"
print("openai", openai.__version__, "-", [model.id for model in client.models.list()])
# ---
question = [{"role": "user", "content": "Why is the sky blue? Answer in one sentence."}]
raw = client.chat.completions.with_raw_response.create(
    model=MODEL, messages=question, max_tokens=60, temperature=0)
answer = raw.parse()
print(answer.choices[0].message.content)
print()
print("finish_reason:", answer.choices[0].finish_reason)
print("tokens:       ", answer.usage.prompt_tokens, "in,", answer.usage.completion_tokens, "out")
for name in "x-cost-cents", "x-aig-served-by", "x-aig-attempts", "x-aig-cache":
    print(f"{name + ':':<17}{raw.headers[name]}")
# ---
stream = client.chat.completions.create(
    model=MODEL, messages=question, max_tokens=60, temperature=0,
    stream=True, stream_options={"include_usage": True})
chunks = list(stream)
print("|".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices))
print()
print(len(chunks), "chunks; the last one:", json.dumps(chunks[-1].usage.to_dict()))
