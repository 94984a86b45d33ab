import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText } from 'ai';

const portkeyConfig = {
  provider: 'openai',
  override_params: { model: 'gpt-4o' },
};

export const portkey = createOpenAICompatible({
  name: 'aigateway',
  baseURL: 'https://gw.example/v1',
  apiKey: process.env.AIGATEWAY_API_KEY,
});

export const title = (prompt: string) => generateText({ model: portkey.chatModel('gpt-4o'), prompt });
