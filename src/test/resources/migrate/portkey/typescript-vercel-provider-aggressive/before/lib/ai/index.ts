import { createPortkey } from '@portkey-ai/vercel-provider';
import { generateText } from 'ai';

const portkeyConfig = {
  provider: 'openai',
  override_params: { model: 'gpt-4o' },
};

export const portkey = createPortkey({
  apiKey: process.env.PORTKEY_API_KEY,
  config: portkeyConfig,
});

export const title = (prompt: string) => generateText({ model: portkey.chatModel('gpt-4o'), prompt });
