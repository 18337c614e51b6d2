# Who is called when the shop is down, from the alarm to the people.
variable "second_line" {}

resource "pagerduty_user" "ada" {
  name  = "Ada"
  email = "ada@shop.test"
}

resource "pagerduty_schedule" "nights" {
  name      = "Nights"
  time_zone = "Europe/Vienna"
  layer {
    start                        = "2026-01-01T20:00:00+01:00"
    rotation_virtual_start       = "2026-01-01T20:00:00+01:00"
    rotation_turn_length_seconds = 86400
    users                        = [pagerduty_user.ada.id]
  }
}

resource "pagerduty_schedule" "holidays" {
  name      = "Holidays"
  time_zone = "Europe/Vienna"
  layer {
    start                        = "2026-01-01T20:00:00+01:00"
    rotation_virtual_start       = "2026-01-01T20:00:00+01:00"
    rotation_turn_length_seconds = 86400
    users                        = []
  }
}

resource "pagerduty_escalation_policy" "shop" {
  name = "Shop"
  rule {
    escalation_delay_in_minutes = 10
    target {
      type = "schedule_reference"
      id   = pagerduty_schedule.nights.id
    }
    target {
      type = "user_reference"
      id   = pagerduty_user.ada.id
    }
    target {
      type = "schedule_reference"
      id   = var.second_line
    }
  }
}

resource "pagerduty_escalation_policy" "nobody" {
  name = "To be staffed"
  rule {
    escalation_delay_in_minutes = 10
    target {
      type = "schedule_reference"
      id   = pagerduty_schedule.holidays.id
    }
  }
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

resource "pagerduty_service" "shop" {
  name              = "Shop"
  escalation_policy = pagerduty_escalation_policy.shop.id
}

resource "pagerduty_service" "stock" {
  name              = "Stock"
  escalation_policy = pagerduty_escalation_policy.nobody.id
}

resource "pagerduty_service" "elsewhere" {
  name              = "Desk"
  escalation_policy = data.pagerduty_escalation_policy.desk.id
}

resource "pagerduty_service_integration" "cloudwatch" {
  name    = "CloudWatch"
  vendor  = data.pagerduty_vendor.cloudwatch.id
  service = pagerduty_service.stock.id
}

resource "aws_sns_topic" "stock" {
  name = "stock"
}

resource "aws_sns_topic_subscription" "stock" {
  topic_arn = aws_sns_topic.stock.arn
  protocol  = "https"
  endpoint  = "https://events.pagerduty.com/integration/${pagerduty_service_integration.cloudwatch.integration_key}/enqueue"
}

resource "aws_cloudwatch_metric_alarm" "stock" {
  alarm_name          = "stock-errors"
  alarm_description   = "Nothing can be put on the shelves."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.stock.arn]
}

resource "datadog_integration_pagerduty_service_object" "shop" {
  service_name = "shop"
  service_key  = pagerduty_service_integration.cloudwatch.integration_key
}

resource "datadog_monitor" "basket" {
  name    = "basket errors"
  type    = "metric alert"
  query   = "sum(last_5m):sum:basket.errors{*}.as_count() > 5"
  message = "Customers cannot fill their basket. @pagerduty-shop"
}

resource "grafana_contact_point" "duty" {
  name = "duty"
  pagerduty {
    integration_key = pagerduty_service_integration.cloudwatch.integration_key
  }
}
