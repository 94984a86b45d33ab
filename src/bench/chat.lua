-- What wrk sends, and one line of what it measured. The key is in BENCH_KEY, the body in the file BENCH_BODY.
-- The last message of each request is another one, as in a conversation: what was said before comes back, the question is new.
wrk.method = "POST"
local before, after = io.open(os.getenv("BENCH_BODY")):read("*a"):match("^(.*)(in case I ruin this one.*)$")
local asked, seed = 0, os.time()
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY")
wrk.headers["x-aig-tag"] = "bench"

function request()
  asked = asked + 1
  return wrk.format(nil, nil, nil, before .. seed .. "-" .. asked .. " " .. after)
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %.0f %.2f %.2f %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    e.connect + e.read + e.write + e.status + e.timeout))
end
