import { OpenAI } from "openai";

export async function POST(request: Request) {
  const together = new OpenAI({ baseURL: "https://gw.example/v1", apiKey: process.env.AIGATEWAY_API_KEY });
  const { question } = await request.json();
  const stream = await together.chat.completions.create({
    model: "together/Qwen/Qwen2.5-Coder-32B-Instruct",
    messages: [{ role: "user", content: question }],
    stream: true,
  });
  return new Response(stream.toReadableStream());
}
