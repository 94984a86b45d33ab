curl https://gw.example/v1/chat/completions \
  -H 'x-aig-tag: acme' \
  -H "Authorization: Bearer $AIGATEWAY_API_KEY" \
  -d @body.json
