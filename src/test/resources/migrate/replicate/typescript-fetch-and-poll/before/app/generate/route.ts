import { NextResponse } from "next/server";

export async function POST(request: Request) {
  const { imageUrl } = await request.json();
  const start = await fetch("https://api.replicate.com/v1/predictions", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: "Token " + process.env.REPLICATE_API_KEY,
    },
    body: JSON.stringify({
      version: "854e8727697a057c525cdb45ab037f64ecca770a1769cc52287c2e56472a247b",
      input: { image: imageUrl },
    }),
  });
  const { urls } = await start.json();
  let result = await fetch(urls.get, { headers: { Authorization: "Token " + process.env.REPLICATE_API_KEY } });
  return NextResponse.json(await result.json());
}
