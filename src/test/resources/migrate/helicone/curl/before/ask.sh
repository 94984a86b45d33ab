curl --request POST https://oai.hconeai.com/v1/chat/completions \
  --header "Helicone-Auth: Bearer $HELICONE_API_KEY" \
  --header "Authorization: Bearer $OPENAI_API_KEY" \
  --header "Helicone-Property-Team: search" \
  --header "Helicone-Cache-Enabled: true" \
  --data '{"model": "gpt-4o-mini"}'
curl https://ai-gateway.helicone.ai/chat/completions -H "Authorization: Bearer $HELICONE_API_KEY" -d '{"model": "gpt-4o-mini/openai,claude-4.5-sonnet/anthropic"}'
