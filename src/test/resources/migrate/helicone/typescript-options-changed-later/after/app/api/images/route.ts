import Together from "together-ai";

export async function POST(req: Request) {
  const options: ConstructorParameters<typeof Together>[0] = {};
  if (process.env.AIGATEWAY_API_KEY) {
    options.baseURL = "https://gw.example/v1";
    options.defaultHeaders = {
      "Authorization": `Bearer ${process.env.AIGATEWAY_API_KEY}`,
      "Helicone-Property-BYOK": req.headers.get("x-key") ? "true" : "false",
    };
  }
  const client = new Together(options);
  return Response.json(await client.images.create({ model: "black-forest-labs/FLUX.1-schnell", prompt: "cat" }));
}
