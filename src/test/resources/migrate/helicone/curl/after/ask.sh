curl --request POST https://gw.example/v1/chat/completions \
  --header "Authorization: Bearer $AIGATEWAY_API_KEY" \
  --header "Helicone-Property-Team: search" \
  --header "Helicone-Cache-Enabled: true" \
  --data '{"model": "gpt-4o-mini"}'
curl https://gw.example/v1/chat/completions -H "Authorization: Bearer $AIGATEWAY_API_KEY" -d '{"model": "gpt-4o-mini/openai,claude-4.5-sonnet/anthropic"}'
