variable "queue" {}

variable "actions" {
  default = []
}

resource "aws_cloudwatch_metric_alarm" "queue" {
  alarm_name          = "${var.queue}-age"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  threshold           = 600
  comparison_operator = "GreaterThanThreshold"
  alarm_actions       = var.actions
}
