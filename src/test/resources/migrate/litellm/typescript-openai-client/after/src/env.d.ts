declare namespace NodeJS {
  interface ProcessEnv {
    LITELLM_BASE_URL?: string;
    LITELLM_API_KEY: string;
    MY_LITELLM_API_KEY_FILE?: string;
  }
}
