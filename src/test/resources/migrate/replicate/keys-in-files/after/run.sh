#!/bin/sh
export REPLICATE_API_TOKEN=
TOKEN=$REPLICATE_API_TOKEN
node text.js --token "$TOKEN"
