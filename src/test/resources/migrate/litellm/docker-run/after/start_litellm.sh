#!/usr/bin/env bash
# Starts LiteLLM on port 4000, see https://docs.litellm.ai/docs/proxy/deploy
docker run --rm -p 4000:4000 \
  -e AIGATEWAY_ADMIN_KEY="$AIGATEWAY_ADMIN_KEY" \
  -v "$PWD/config.yaml:/app/config.yaml" \
  ghcr.io/berriai/litellm:main-latest --config /app/config.yaml --detailed_debug &

curl https://gw.example/v1/models -H "Authorization: Bearer $AIGATEWAY_ADMIN_KEY"
curl http://0.0.0.0:4000/key/generate -H "Authorization: Bearer $LITELLM_MASTER_KEY" -d '{"max_budget": 5}'
curl https://gw.example/v1/chat/completions \
  -H "Authorization: Bearer $AIGATEWAY_API_KEY" \
  -H "x-litellm-tags: batch,nightly" \
  -d '{"model": "smart", "messages": []}'
