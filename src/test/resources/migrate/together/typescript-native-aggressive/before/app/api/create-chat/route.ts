import Together from "together-ai";

export async function POST(request: Request) {
  const together = new Together();
  const { question } = await request.json();
  const stream = await together.chat.completions.create({
    model: "Qwen/Qwen2.5-Coder-32B-Instruct",
    messages: [{ role: "user", content: question }],
    stream: true,
  });
  return new Response(stream.toReadableStream());
}
