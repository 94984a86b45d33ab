import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';

const openrouter = createOpenAICompatible({ name: 'aigateway', baseURL: 'https://gw.example/v1', apiKey: process.env.AIGATEWAY_API_KEY });

export const ask = (prompt: string) => streamText({ model: openrouter('openai/gpt-5.4'), prompt });
