const REQUESTY_BASE_URL = "https://router.requesty.ai/v1";

type URLType = "router" | "app" | "api";

export function toRequestyServiceUrl(baseUrl: string | undefined, service: URLType = "router"): URL {
  const url = new URL(baseUrl ?? process.env.REQUESTY_BASE_URL ?? REQUESTY_BASE_URL);
  if (service !== "router") {
    url.hostname = url.hostname.replace("router", service);
  }
  return url;
}

export const keys = () => fetch(`https://api-v2.requesty.ai/v1/manage/apikey`);
