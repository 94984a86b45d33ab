#!/bin/sh
export REPLICATE_API_TOKEN=r8_Pf7dK2mQ9xWvL4tZ8bNcR1yHs6JgE3uAo5Vi
TOKEN=r8_Pf7dK2mQ9xWvL4tZ8bNcR1yHs6JgE3uAo5Vi
node text.js --token "$TOKEN"
