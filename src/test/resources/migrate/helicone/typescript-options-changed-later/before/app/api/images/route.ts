import Together from "together-ai";

export async function POST(req: Request) {
  const options: ConstructorParameters<typeof Together>[0] = {};
  if (process.env.HELICONE_API_KEY) {
    options.baseURL = "https://together.helicone.ai/v1";
    options.defaultHeaders = {
      "Helicone-Auth": `Bearer ${process.env.HELICONE_API_KEY}`,
      "Helicone-Property-BYOK": req.headers.get("x-key") ? "true" : "false",
    };
  }
  const client = new Together(options);
  return Response.json(await client.images.create({ model: "black-forest-labs/FLUX.1-schnell", prompt: "cat" }));
}
