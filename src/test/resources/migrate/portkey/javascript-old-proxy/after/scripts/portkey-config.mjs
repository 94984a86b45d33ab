// The old way: https://api.portkey.ai/v1/proxy
export const PortkeyConfig = {
  basePath: 'https://gw.example/v1',
  baseOptions: {
    headers: {
      'Authorization': 'Bearer ' + process.env.AIGATEWAY_API_KEY,
      'x-portkey-retry-count': 4,
      'x-portkey-trace-id': 'ai-starter',
    },
  },
};
