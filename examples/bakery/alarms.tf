# Orders come in over a queue; the oven takes them from there.
resource "aws_cloudwatch_metric_alarm" "orders_wait" {
  alarm_name          = "orders-wait"
  alarm_description   = "Orders wait for more than ten minutes: customers get no bread. Restart the oven's worker: `aws ecs update-service --service oven --force-new-deployment`."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = "${local.shop}-orders" }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 600
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.pager]
}

resource "aws_cloudwatch_metric_alarm" "oven_errors" {
  alarm_name          = "oven-errors"
  alarm_description   = "The number of oven errors is above the threshold"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = "${local.shop}-oven" }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.pager]
}

resource "datadog_monitor" "till" {
  name    = "Till is slow"
  type    = "metric alert"
  query   = "avg(last_5m):avg:till.request.duration{env:${var.environment}} > 2"
  message = "Please investigate."
  tags    = ["team:bakery"]
}

resource "aws_route53_health_check" "door" {
  fqdn = "bakery.example.com"
  port = 443
  type = "TCP"
}
