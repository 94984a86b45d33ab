#!/bin/sh
curl https://openrouter.ai/api/v1/chat/completions \
  -H "Authorization: Bearer $OPENROUTER_API_KEY" \
  -d '{"model": "openai/gpt-5.4", "messages": [{"role": "user", "content": "Hello"}],
       "provider": {"sort": "price", "zdr": true}}'
