#!/bin/bash
# docs: https://openrouter.ai/docs/api-reference
curl https://openrouter.ai/api/v1/chat/completions \
  -H "Content-Type: application/json" \
  -H "HTTP-Referer: https://acme.example" \
  -H 'X-Title: acme' \
  -H "Authorization: Bearer $OPENROUTER_API_KEY" \
  -d '{"model": "openrouter/auto", "messages": [{"role": "user", "content": "hi"}]}'
curl "https://openrouter.ai/api/v1/credits" -H "Authorization: Bearer $OPENROUTER_API_KEY"
curl -X POST https://openrouter.ai/api/v1/chat/completions -H 'Authorization: Bearer sk-or-v1-4f1d0c2b9a8e7d6c5b4a39281706f5e4' -d '{"model":"openai/gpt-5.4:nitro"}'
