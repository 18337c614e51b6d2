resource "datadog_monitor" "replace_me_with_something_useful" {
  name    = "${var.prefix}: a problem"
  type    = "metric alert"
  message = "Look at the mill. @pagerduty-mill"
  query   = "avg(last_5m):avg:mill.temperature{room:mill} > 80"
}
