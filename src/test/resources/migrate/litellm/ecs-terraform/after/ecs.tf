# The gateway on ECS; LITELLM_MASTER_KEY comes from Secrets Manager
resource "aws_ecs_task_definition" "litellm" {
  container_definitions = jsonencode([{
    name  = "litellm"
    image = "ghcr.io/berriai/litellm:main-latest"
    portMappings = [{ containerPort = 4000 }]
    environment = [
      { name = "AIGATEWAY_BASE_URL", value = "https://gw.example/v1" },
      { name = "OPENAI_API_KEY", value = var.openai_api_key }, // stays
    ]
    secrets = [{
      name      = "AIGATEWAY_ADMIN_KEY"
      valueFrom = "${aws_secretsmanager_secret.keys.arn}:AIGATEWAY_ADMIN_KEY::"
    }]
  }])
}

provider "litellm" {
  api_base = "https://gw.example/v1"
}

resource "litellm_key" "team" {
  max_budget = 10
}
