// Asks what models there are; nobody has to be known for it.
export const models = () => fetch('https://api.portkey.ai/v1/models');
