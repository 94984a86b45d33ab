import { createOpenAI } from '@ai-sdk/openai';
import type { Provider } from './types';

export default class TogetherProvider implements Provider {
  name = 'Together';
  getApiKeyLink = 'https://api.together.xyz/settings/api-keys';

  config = {
    baseUrlKey: 'AIGATEWAY_BASE_URL',
    apiTokenKey: 'AIGATEWAY_API_KEY',
  };

  async models(apiKey: string, baseUrl = 'https://gw.example/v1') {
    const response = await fetch(`${baseUrl}/models`, { headers: { Authorization: `Bearer ${apiKey}` } });
    return response.json();
  }
}
