import Replicate, { validateWebhook } from "replicate";

const replicate = new Replicate({ auth: process.env.REPLICATE_API_TOKEN });

export default async function handler(req: any, res: any) {
  if (req.headers["webhook-id"] && !(await validateWebhook(req, process.env.REPLICATE_WEBHOOK_SECRET!))) {
    return res.status(401).end();
  }
  const prediction = await replicate.predictions.create({
    model: "black-forest-labs/flux-schnell",
    input: req.body,
    webhook: `https://${process.env.HOST}/api/webhook`,
  });
  res.status(201).json(prediction);
}
