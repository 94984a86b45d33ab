import OpenAI from "openai";

// LITELLM_MASTER_KEY is for the admin only.
const baseURL = process.env.AIGATEWAY_BASE_URL ?? "https://gw.example/v1";

export const llm = new OpenAI({
  baseURL,
  apiKey: process.env.AIGATEWAY_API_KEY,
  defaultHeaders: { "x-aig-tag": "web" },
});

export async function answer(question: string): Promise<string | null> {
  const { data, response } = await llm.chat.completions
    .create({ model: "claude-sonnet-4-5", messages: [{ role: "user", content: question }] })
    .withResponse();
  console.log(response.headers.get("x-litellm-response-cost"));
  return data.choices[0].message.content;
}
