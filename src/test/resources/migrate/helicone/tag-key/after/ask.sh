#!/bin/sh
curl https://gw.example/v1/chat/completions \
  -H "Authorization: Bearer $AIGATEWAY_API_KEY" \
  -H "x-aig-tag: search" \
  -H "Helicone-Property-Stage: live" \
  -d @question.json
