import { OpenAI } from "openai";

// needs REQUESTY_API_KEY
const client = new OpenAI({
  apiKey: process.env.AIGATEWAY_API_KEY || "",
  baseURL: process.env.AIGATEWAY_BASE_URL || "https://gw.example/v1",
});

const reply = await client.chat.completions.create({
  model: process.env.MODEL ?? "bedrock/claude-sonnet-4-5@eu-central-1",
  messages: [{ role: "user", content: "Hi" }],
});
console.log(reply.choices[0].message.content);
