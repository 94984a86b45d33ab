# Calls that carry the tag, until the budget says no:
TAGGED = {"x-aig-tag": "poetry"}
for number in range(1, 40):
    try:
        raw = client.chat.completions.with_raw_response.create(
            model=MODEL, extra_headers=TAGGED, seed=number,
            messages=[{"role": "user", "content": f"Write a very short poem about the number {number}."}])
    except openai.APIStatusError as error:
        refusal = error
        break
    answer = raw.parse()
    print(f"{number}. {answer.usage.prompt_tokens} in, {answer.usage.completion_tokens:>3} out "
          f"({answer.choices[0].finish_reason}), {raw.headers['x-cost-cents']} cents:",
          " / ".join(answer.choices[0].message.content.split("\n"))[:90])
print(f"{number}. {type(refusal).__name__}: {refusal.status_code}")
# ---
# The refusal, as it came over the wire. (The SDK does not repeat a 402, and `x-should-retry` tells others the same.)
print(json.dumps(refusal.response.json(), indent=2))
for name in "x-should-retry", "x-request-id":
    print(f"{name}: {refusal.response.headers[name]}")
# ---
# Without the tag, the same key is still served:
print(client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Hi!"}], max_tokens=12)
      .choices[0].message.content)
