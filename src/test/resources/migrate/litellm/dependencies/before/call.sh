curl http://litellm:4000/v1/models
