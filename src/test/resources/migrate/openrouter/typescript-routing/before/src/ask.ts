import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { generateText } from 'ai';

const openrouter = createOpenRouter({ apiKey: process.env.OPENROUTER_API_KEY });

export async function ask(prompt: string, order: string[]) {
  const response = await fetch('https://openrouter.ai/api/v1/chat/completions', {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${process.env.OPENROUTER_API_KEY}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({
      models: ['openai/gpt-5.4', 'anthropic/claude-opus-4.7', 'acme/unheard-of-7b'],
      messages: [{ role: 'user', content: prompt }],
      provider: { order, allow_fallbacks: false, sort: { by: 'latency', partition: 'none' } },
    }),
  });
  return response.json();
}

export async function reviewed(prompt: string) {
  const response = await fetch('https://openrouter.ai/api/v1/chat/completions', {
    method: 'POST',
    headers: { Authorization: `Bearer ${process.env.OPENROUTER_API_KEY}` },
    body: JSON.stringify({
      model: 'anthropic/claude-opus-4.7',
      preset: 'review',
      messages: [{ role: 'user', content: prompt }],
      plugins: [{ id: 'web' }],
    }),
  });
  return response.json();
}

export const told = (prompt: string) =>
  generateText({
    model: openrouter('openai/gpt-5.4', {
      extraBody: {
        models: ['openai/gpt-5.4', 'anthropic/claude-haiku-4.5'],
        provider: { ignore: ['azure'], ...extras },
      },
    }),
    prompt,
  });
