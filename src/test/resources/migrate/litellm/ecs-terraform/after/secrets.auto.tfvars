litellm_master_key = "sk-from-vault" # LITELLM_MASTER_KEY
