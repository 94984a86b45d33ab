curl https://openrouter.ai/api/v1/chat/completions \
  -H "HTTP-Referer: https://acme.example" \
  -H 'X-Title: acme' \
  -H "Authorization: Bearer $OPENROUTER_API_KEY" \
  -d @body.json
