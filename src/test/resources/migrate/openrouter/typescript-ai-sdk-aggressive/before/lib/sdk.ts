import { OpenRouter } from "@openrouter/sdk";

const client = new OpenRouter({ apiKey: process.env.OPENROUTER_API_KEY, appTitle: "Studio" });

export async function ask(question: string) {
  const reply = await client.chat.send({ model: "openai/gpt-4o", messages: [{ role: "user", content: question }] });
  return reply.choices[0].message.content;
}

export const balance = () => client.credits.getCredits();
