import OpenAI from 'openai';

export const openai = new OpenAI({
  baseURL: 'https://gw.example/v1',
  apiKey: process.env.OPENROUTER_API_KEY,
  defaultHeaders: {
    // for the ranking on openrouter.ai
    'x-aig-tag': 'Content Studio',
    // 'X-OpenRouter-Categories': 'writing',
  },
});

export async function draft(topic: string) {
  if (!process.env.OPENROUTER_API_KEY) {
    throw new Error('OPENROUTER_API_KEY is missing. Get one at https://openrouter.ai/settings/keys');
  }
  return openai.chat.completions.create({
    model: 'x-ai/grok-4',
    messages: [{ role: 'user', content: `Write about ${topic}` }],
  });
}
