# Callers of this module put their own in the place of these examples.
variable "channels" {
  default = ["changeme"]
}

variable "topic" {
  default = "none"
}

resource "google_monitoring_alert_policy" "queue" {
  display_name          = "queue age"
  combiner              = "OR"
  notification_channels = var.channels
}

resource "aws_cloudwatch_metric_alarm" "basket" {
  alarm_name          = "basket-errors"
  comparison_operator = "GreaterThanThreshold"
  metric_name         = "Errors"
  namespace           = "AWS/Lambda"
  threshold           = 5
  alarm_actions       = [var.topic]
}
