# The shop's alarms.
locals {
  prefix = "shop-${var.environment}"
  services = {
    api    = { errors = 5, page = "https://runbooks.example.com/api-errors" }
    worker = { errors = 20, page = "https://runbooks.example.com/worker-errors" }
  }
}

resource "aws_sns_topic" "ops" {
  name = "ops"
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "shop-cpu"
  alarm_description   = <<-EOT
    The shop's servers have been busy for ten minutes: pages load slowly.
    Add an instance: `make scale N=4`.
  EOT
  namespace           = "AWS/EC2"
  metric_name         = "CPUUtilization"
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.cpu_threshold
  period              = 300
  evaluation_periods  = 2
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.ops.arn]
  ok_actions          = [aws_sns_topic.ops.arn]

  dimensions = {
    AutoScalingGroupName = aws_autoscaling_group.shop.name
  }

  tags = merge(local.tags, { team = "shop" })
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each            = local.services
  alarm_name          = "${local.prefix}-${each.key}-errors"
  alarm_description   = join(" ", ["See", each.value.page])
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.errors
  alarm_actions       = var.actions
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "rate"
    expression  = "errors / calls * 100"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { errors = "Errors", calls = "Invocations" }
    content {
      id = metric_query.key
      metric {
        namespace   = "AWS/Lambda"
        metric_name = metric_query.value
        period      = 60
        stat        = "Sum"
        dimensions  = { FunctionName = each.key }
      }
    }
  }
}

resource "aws_cloudwatch_composite_alarm" "shop" {
  alarm_name    = "shop-down"
  alarm_rule    = "ALARM(${aws_cloudwatch_metric_alarm.cpu.alarm_name}) OR ALARM(${aws_cloudwatch_metric_alarm.silent.alarm_name})"
  alarm_actions = [module.pager.topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "spare" {
  count               = 0
  alarm_name          = "spare"
  namespace           = "Shop"
  metric_name         = "Queue"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  period              = 60
  evaluation_periods  = 1
  actions_enabled     = false
}
