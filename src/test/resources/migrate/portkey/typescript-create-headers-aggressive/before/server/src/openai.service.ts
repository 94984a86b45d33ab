import OpenAI from 'openai';
import { PORTKEY_GATEWAY_URL, createHeaders } from 'portkey-ai';

export class OpenAIService {
  private readonly client: OpenAI;

  constructor() {
    this.client = new OpenAI({
      apiKey: 'not-used',
      baseURL: PORTKEY_GATEWAY_URL,
      defaultHeaders: createHeaders({
        apiKey: process.env.PORTKEY_API_KEY,
        virtualKey: process.env.PORTKEY_VIRTUAL_KEY,
        metadata: { team: 'news', _user: 'scanner' },
      }),
    });
  }

  async classify(title: string) {
    return this.client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: title }],
    });
  }
}
