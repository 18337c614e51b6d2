resource "aws_cloudwatch_metric_alarm" "queue" {
  alarm_name          = "queue"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "LessThanThreshold"
  threshold           = 0
  treat_missing_data  = "missing"
  dimensions          = { QueueName = "orders" }
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:desk"]
  alarm_description   = "Orders wait. Run `shopctl drain orders`; if the age does not fall in 10 minutes, call the desk at +49 30 1234567."
}
