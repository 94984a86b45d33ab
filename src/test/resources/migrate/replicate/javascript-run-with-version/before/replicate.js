const Replicate = require("replicate");

const replicate = new Replicate({ auth: process.env.REPLICATE_API_TOKEN });
const model = "a16z-infra/llama13b-v2-chat:df7690f1994d94e96ad9d568eac121aecf50684a0b0963b25a41cc40061269e5";

async function run(prompt) {
  const output = await replicate.run(model, { input: { prompt } });
  return output.join("");
}

module.exports = run;
