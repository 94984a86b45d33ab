"""What a transcript does not show: is a stream a stream, and does a hang-up reach the model?

Needs AIGATEWAY_BASE_URL, AIGATEWAY_API_KEY (a model key), AIGATEWAY_ADMIN_KEY and LOCAL_MODEL_PORT.
Prints a Markdown table a check; exits 1 when one fails.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request

import openai

MODEL = "local/smollm2-135m-instruct"
GATEWAY = os.environ["AIGATEWAY_BASE_URL"]
SERVER = "http://127.0.0.1:" + os.environ["LOCAL_MODEL_PORT"]
LARGEST_ADDED_GAP_MS = 50
LONGEST_CANCEL_MS = 500
failures = []


def client(base):
    return openai.OpenAI(base_url=base + "/v1", api_key=os.environ["AIGATEWAY_API_KEY"], max_retries=0, timeout=120)


def get(url, key="none"):
    request = urllib.request.Request(url, headers={"Authorization": "Bearer " + key})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def start_stream(base, max_tokens, tag="streams"):
    return client(base).chat.completions.create(
        model=MODEL, max_tokens=max_tokens, temperature=0, stream=True, extra_headers={"x-aig-tag": tag},
        messages=[{"role": "user", "content": "Tell me a long story about a lighthouse keeper and his cat."}])


def gaps_ms(base):
    last, gaps = None, []
    for chunk in start_stream(base, 100):
        if chunk.choices and chunk.choices[0].delta.content:
            now = time.perf_counter()
            if last is not None:
                gaps.append((now - last) * 1000)
            last = now
    return sorted(gaps)


def at(values, share):
    return values[min(len(values) - 1, int(len(values) * share))]


def check(name, held):
    if not held:
        failures.append(name)
    return "ok" if held else "FAILED"


def streams():
    direct, through = [], []
    for _ in range(3):
        direct += gaps_ms(SERVER)
        through += gaps_ms(GATEWAY)
    direct.sort()
    through.sort()
    print("| gap between two tokens, ms | tokens | p50 | p90 | p99 | longest | shorter than 1 ms |")
    print("|---|---|---|---|---|---|---|")
    for name, gaps in ("straight from the model server", direct), ("through the gateway", through):
        lumps = sum(gap < 1 for gap in gaps)
        print(f"| {name} | {len(gaps)} | {at(gaps, .5):.1f} | {at(gaps, .9):.1f} | {at(gaps, .99):.1f} "
              f"| {gaps[-1]:.1f} | {lumps} |")
    added = max(at(through, share) - at(direct, share) for share in (.5, .9))
    print()
    print(f"The gateway adds at most {max(added, 0):.1f} ms at p50 and p90 (allowed: {LARGEST_ADDED_GAP_MS} ms): "
          + check("gaps", added <= LARGEST_ADDED_GAP_MS) + ".")
    print()


def hang_up():
    stream = start_stream(GATEWAY, 1000, tag="hung-up")
    for count, _ in enumerate(stream, 1):
        if count == 10:
            break
    request_id = stream.response.headers["x-request-id"]
    busy = any(slot["is_processing"] for slot in get(SERVER + "/slots"))
    left = time.perf_counter()
    stream.close()
    stopped = 0.0
    while stopped < 10_000 and any(slot["is_processing"] for slot in get(SERVER + "/slots")):
        stopped = (time.perf_counter() - left) * 1000
    stopped = (time.perf_counter() - left) * 1000
    print(f"The caller of a stream of up to 1000 tokens left after 10 chunks. The model server was "
          f"{'busy' if busy else 'idle'} before, and idle {stopped:.0f} ms after (allowed: {LONGEST_CANCEL_MS} ms): "
          + check("hang-up", busy and stopped <= LONGEST_CANCEL_MS) + ".")
    print()
    return request_id


def record(request_id):
    for _ in range(50):
        try:
            row = get(GATEWAY + "/v1/usage/" + request_id, os.environ["AIGATEWAY_ADMIN_KEY"])
            break
        except urllib.error.HTTPError:
            time.sleep(0.1)
    shown = {name: row[name] for name in
             ("status", "stream", "input_tokens", "output_tokens", "cost_cents", "estimated", "unconfirmed")}
    shown["outcome"] = row["attempts"][0]["outcome"]
    print("Its usage record says: `" + json.dumps(shown) + "`: "
          + check("record", row["status"] == 499 and row["estimated"] and row["cost_cents"] > 0) + ".")


streams()
record(hang_up())
if failures:
    sys.exit("failed: " + ", ".join(failures))
