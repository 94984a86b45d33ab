// Asks what models there are; nobody has to be known for it.
export const models = () => fetch('https://gw.example/v1/models');
