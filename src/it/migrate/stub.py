"""A provider, and what stands in for LiteLLM and Portkey: python stub.py RECORDS PORT...

Answers every chat completion with what was asked, and writes what it saw to RECORDS, one JSON object a line. The port
says who was called.
"""

import http.server
import json
import sys
import threading

records = open(sys.argv[1], "a", encoding="utf-8")
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer({"object": "list", "data": []})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with lock:
            records.write(
                json.dumps(
                    {
                        "port": self.server.server_address[1],
                        "path": self.path,
                        "model": body["model"],
                        "messages": body["messages"],
                        "headers": {name.lower(): value for name, value in self.headers.items()},
                    }
                )
                + "\n"
            )
            records.flush()
        self.answer(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": body["model"],
                "choices": [
                    {
                        "index": 0,
                        "finish_reason": "stop",
                        "message": {"role": "assistant", "content": "You asked: " + body["messages"][-1]["content"]},
                    }
                ],
                "usage": {"prompt_tokens": 5, "completion_tokens": 4, "total_tokens": 9},
            }
        )

    def answer(self, body):
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *arguments):
        pass


for port in map(int, sys.argv[2:]):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
print("ready", flush=True)
threading.Event().wait()
