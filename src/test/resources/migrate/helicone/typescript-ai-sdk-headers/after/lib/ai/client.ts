import { createOpenAI } from '@ai-sdk/openai';

export const openai = createOpenAI({
  baseURL: 'https://gw.example/v1',
  headers: {
    'Helicone-User-Id': 'assistant',
    Authorization: `Bearer ${process.env.AIGATEWAY_API_KEY}`,
  },
});
