#!/bin/bash
# docs: https://openrouter.ai/docs/api-reference
curl https://gw.example/v1/chat/completions \
  -H "Content-Type: application/json" \
  -H "HTTP-Referer: https://acme.example" \
  -H 'X-Title: acme' \
  -H "Authorization: Bearer $AIGATEWAY_API_KEY" \
  -d '{"model": "auto", "messages": [{"role": "user", "content": "hi"}]}'
curl "https://openrouter.ai/api/v1/credits" -H "Authorization: Bearer $OPENROUTER_API_KEY"
curl -X POST https://gw.example/v1/chat/completions -H 'Authorization: Bearer '"$AIGATEWAY_API_KEY"'' -d '{"model":"openai/gpt-5.4:nitro"}'
