#!/bin/sh
curl https://gw.example/v1/models -H "Authorization: Bearer ${AIGATEWAY_API_KEY:?is not set}"
