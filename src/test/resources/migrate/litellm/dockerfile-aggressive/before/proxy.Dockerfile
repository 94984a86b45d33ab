ARG LITELLM_IMAGE=ghcr.io/berriai/litellm-non_root:main-stable
FROM ${LITELLM_IMAGE}
CMD ["--port", "8000", "--config", "config.yaml"]
