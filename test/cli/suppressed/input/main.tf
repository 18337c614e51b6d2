// vigilint-ignore[serve/reaches-nobody, trust/never-heard, serve/no-owner, act/no-action, act/restated-name]: read on the dashboard of the shift
resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cpu"
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  evaluation_periods  = 3
  period              = 60
  statistic           = "Average"
}
