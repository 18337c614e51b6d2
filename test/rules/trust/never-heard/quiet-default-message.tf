# Callers put their own words in the place of this default, and their own handles.
variable "hint" {
  default = "See the dashboard."
}

resource "datadog_monitor" "basket" {
  name    = "basket errors"
  type    = "metric alert"
  query   = "sum(last_5m):sum:basket.errors{*}.as_count() > 5"
  message = "Customers cannot fill their basket. ${var.hint}"
}
