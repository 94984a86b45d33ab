#!/bin/sh
curl https://gw.example/v1/chat/completions \
  -H "Authorization: Bearer $AIGATEWAY_API_KEY" \
  -H "Content-Type: application/json" \
  -d @prompts/summary.json
