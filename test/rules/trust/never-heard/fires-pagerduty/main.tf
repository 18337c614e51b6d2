# The service is there, with its key, and its escalation policy calls nobody.
resource "pagerduty_escalation_policy" "stock" {
  name = "Stock"
  rule {
    escalation_delay_in_minutes = 10
    dynamic "target" {
      for_each = []
      content {
        type = "user_reference"
        id   = target.value
      }
    }
  }
}

resource "pagerduty_service" "stock" {
  name              = "Stock"
  escalation_policy = pagerduty_escalation_policy.stock.id
}

resource "pagerduty_service" "orders" {
  name              = "Orders"
  escalation_policy = pagerduty_escalation_policy.stock.id
}

resource "pagerduty_service_integration" "orders" {
  name    = "CloudWatch"
  service = pagerduty_service.orders.id
}

resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_sns_topic_subscription" "orders" {
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "https"
  endpoint  = "https://events.pagerduty.com/integration/${pagerduty_service_integration.orders.integration_key}/enqueue"
}

resource "aws_cloudwatch_metric_alarm" "orders" {
  alarm_name          = "orders-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  alarm_actions       = [aws_sns_topic.orders.arn]
}
