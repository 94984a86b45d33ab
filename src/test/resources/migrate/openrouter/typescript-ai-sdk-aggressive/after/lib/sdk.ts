import { OpenAI } from "openai";

const client = new OpenAI({ baseURL: "https://gw.example/v1", apiKey: process.env.AIGATEWAY_API_KEY });

export async function ask(question: string) {
  const reply = await client.chat.completions.create({ model: "openai/gpt-4o", messages: [{ role: "user", content: question }] });
  return reply.choices[0].message.content;
}

export const balance = () => client.credits.getCredits();
