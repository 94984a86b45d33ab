import OpenAI from 'openai';
import { PORTKEY_GATEWAY_URL, createHeaders } from 'portkey-ai';

export const client = new OpenAI({
  apiKey: process.env.AIGATEWAY_API_KEY!,
  baseURL: 'https://gw.example/v1',
  defaultHeaders: createHeaders({
    apiKey: process.env.PORTKEY_API_KEY,
    config: 'pc-fallback-1a2b3c',
  }),
});
