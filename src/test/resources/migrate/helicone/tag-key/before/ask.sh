#!/bin/sh
curl https://ai-gateway.helicone.ai/v1/chat/completions \
  -H "Authorization: Bearer $HELICONE_API_KEY" \
  -H "Helicone-Property-Team: search" \
  -H "Helicone-Property-Stage: live" \
  -d @question.json
