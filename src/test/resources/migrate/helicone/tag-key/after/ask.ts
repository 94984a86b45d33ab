import OpenAI from "openai";

export const client = new OpenAI({
  baseURL: "https://gw.example/v1",
  apiKey: process.env.AIGATEWAY_API_KEY,
  defaultHeaders: { "x-aig-tag": "search", "Helicone-Property-Stage": "live" },
});
