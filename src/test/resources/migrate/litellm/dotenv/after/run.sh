#!/bin/sh
# asks LITELLM_API_KEY
set -e
. ./.env
curl -s "$AIGATEWAY_BASE_URL/chat/completions" -H "Authorization: Bearer ${AIGATEWAY_API_KEY}" -d @question.json
