resource "aws_cloudwatch_metric_alarm" "oven_errors" {
  alarm_name          = "oven-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = ["arn:aws:sns:eu-west-1:111122223333:duty"]
  dimensions          = { FunctionName = "oven" }
}
