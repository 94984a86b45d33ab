#!/bin/sh
# Run once, while the gateway runs; AIGATEWAY_BASE_URL and AIGATEWAY_API_KEY (an admin key) say which.
set -e
aig budget create --provider openai --cap 10000 --period day
aig budget create --tag 'product:bot' --cap 1000 --period day
