#!/bin/bash
curl https://api.portkey.ai/v1/chat/completions \
  -H "Content-Type: application/json" \
  -H "x-portkey-api-key: $PORTKEY_API_KEY" \
  -H "x-portkey-virtual-key: openai-prod-1a2b3c" \
  -H 'x-portkey-metadata: {"team":"search","_user":"u1"}' \
  -d '{"model": "@openai-prod/gpt-4o", "messages": []}'
curl https://api.portkey.ai/v1/proxy/chat/completions -H "x-portkey-mode: proxy openai" -H "Authorization: Bearer $OPENAI_API_KEY" -H "x-portkey-api-key: $PORTKEY_API_KEY" -d '{"model":"gpt-4o"}'
curl https://api.portkey.ai/v1/prompts/pp-hello/completions -H "x-portkey-api-key: $PORTKEY_API_KEY"
