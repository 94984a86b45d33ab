import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { streamText } from 'ai';

const openrouter = createOpenRouter({ apiKey: process.env.OPENROUTER_API_KEY });

export const ask = (prompt: string) => streamText({ model: openrouter('openai/gpt-5.4'), prompt });
