# The gateway on ECS; LITELLM_MASTER_KEY comes from Secrets Manager
resource "aws_ecs_task_definition" "litellm" {
  container_definitions = jsonencode([{
    name  = "litellm"
    image = "ghcr.io/berriai/litellm:main-latest"
    portMappings = [{ containerPort = 4000 }]
    environment = [
      { name = "LITELLM_PROXY_BASE_URL", value = "http://litellm.internal:4000" },
      { name = "OPENAI_API_KEY", value = var.openai_api_key }, // stays
    ]
    secrets = [{
      name      = "LITELLM_MASTER_KEY"
      valueFrom = "${aws_secretsmanager_secret.keys.arn}:LITELLM_MASTER_KEY::"
    }]
  }])
}

provider "litellm" {
  api_base = "http://litellm.internal:4000"
}

resource "litellm_key" "team" {
  max_budget = 10
}
