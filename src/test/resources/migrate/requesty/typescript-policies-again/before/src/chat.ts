import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: 'https://router.requesty.ai/v1',
  apiKey: process.env.REQUESTY_API_KEY,
});

export const quick = (prompt: string) =>
  client.chat.completions.create({
    model: 'policy/quick',
    messages: [{ role: 'user', content: prompt }],
  });

export const thorough = (prompt: string) =>
  client.chat.completions.create({
    model: 'policy/thorough',
    messages: [{ role: 'user', content: prompt }],
  });
