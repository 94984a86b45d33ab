"""Compares what was asked of the old gateways with what was asked of the provider behind the new one.

python compare.py RECORDS PROVIDER_PORT PROVIDER_KEY BY_TAG PROGRAM...
"""

import json
import sys

records = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
provider, key = int(sys.argv[2]), sys.argv[3]
by_tag = {row["tag"]: row["requests"] for row in json.load(open(sys.argv[4], encoding="utf-8"))["data"]}
programs = sys.argv[5:]

for program in programs:
    asked = [r for r in records if program in r["messages"][-1]["content"]]
    before = [r for r in asked if r["port"] != provider]
    after = [r for r in asked if r["port"] == provider]
    assert len(before) == 1, f"{program}: the old gateway was asked {len(before)} times"
    assert len(after) == 1, f"{program}: the provider was asked {len(after)} times"
    assert before[0]["messages"] == after[0]["messages"], f"{program}: other messages"
    assert after[0]["model"] == "gpt-4o-mini", f"{program}: the provider was asked for {after[0]['model']}"
    assert after[0]["headers"]["authorization"] == "Bearer " + key, f"{program}: not with the provider's key"
    strange = [h for h in after[0]["headers"] if h.startswith(("x-litellm", "x-portkey"))]
    assert not strange, f"{program}: the provider got {strange}"

tagged = sum(count for tag, count in by_tag.items() if tag and "search" in tag)
assert tagged == len(programs), f"calls with their tag: {by_tag}"
print(f"{len(programs)} programs: the same answers, the same messages at the provider, each call with its tag")
