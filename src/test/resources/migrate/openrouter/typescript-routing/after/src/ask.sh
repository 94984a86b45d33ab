#!/bin/sh
curl https://gw.example/v1/chat/completions \
  -H "Authorization: Bearer $AIGATEWAY_API_KEY" \
  -d '{"model": "openai/gpt-5.4", "messages": [{"role": "user", "content": "Hello"}],
       "provider": {"sort": "price", "zdr": true}}'
