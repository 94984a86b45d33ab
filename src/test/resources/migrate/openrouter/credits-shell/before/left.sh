#!/bin/sh
# What is left: the key is handed on under another name.
KEY="$OPENROUTER_API_KEY"
curl -s https://openrouter.ai/api/v1/credits -H "Authorization: Bearer $KEY" | jq .data
curl -s https://openrouter.ai/api/v1/chat/completions -H "Authorization: Bearer $OPENROUTER_API_KEY" -d @question.json
