variable "environment" {
  type = string
}

variable "cpu_threshold" {
  default = 80
}

variable "actions" {
  type    = list(string)
  default = []
}

locals {
  tags = { service = "shop" }
}

resource "aws_route53_health_check" "site" {
  fqdn              = "shop.example.com"
  port              = 443
  type              = "HTTPS_STR_MATCH"
  resource_path     = "/status"
  search_string     = "\"status\":\"ok\""
  failure_threshold = 3
  request_interval  = 30
}

resource "aws_route53_health_check" "door" {
  ip_address = "192.0.2.7"
  port       = 22
  type       = "TCP"
  disabled   = true
}

resource "aws_route53_record" "site" {
  health_check_id = aws_route53_health_check.site.id
}

resource "aws_cloudwatch_metric_alarm" "silent" {
  alarm_name          = "shop-unreachable"
  alarm_description   = "The shop is not reachable from outside: customers see an error page."
  namespace           = "AWS/Route53"
  metric_name         = "HealthCheckStatus"
  statistic           = "Minimum"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = 60
  evaluation_periods  = 1
  dimensions          = { HealthCheckId = aws_route53_health_check.site.id }
}
