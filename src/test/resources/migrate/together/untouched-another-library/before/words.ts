// together we are strong
export const put = (a: string, b: string) => ({ model: "meta-llama/Llama-3", together: a + b });
