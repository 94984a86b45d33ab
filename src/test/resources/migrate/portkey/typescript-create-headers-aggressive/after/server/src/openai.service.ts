import OpenAI from 'openai';

export class OpenAIService {
  private readonly client: OpenAI;

  constructor() {
    this.client = new OpenAI({
      apiKey: process.env.AIGATEWAY_API_KEY,
      baseURL: 'https://gw.example/v1',
      defaultHeaders: {'x-portkey-metadata': JSON.stringify({ team: 'news', _user: 'scanner' })},
    });
  }

  async classify(title: string) {
    return this.client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: title }],
    });
  }
}
