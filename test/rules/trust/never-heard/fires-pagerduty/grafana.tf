resource "grafana_contact_point" "duty" {
  name = "duty"
  pagerduty {
    integration_key = pagerduty_service_integration.orders.integration_key
  }
}

resource "grafana_notification_policy" "all" {
  group_by      = ["alertname"]
  contact_point = grafana_contact_point.duty.name
}

resource "grafana_rule_group" "queue" {
  name             = "queue"
  folder_uid       = "shop"
  interval_seconds = 60
  rule {
    name      = "Queue is stuck"
    condition = "A"
    data {
      ref_id         = "A"
      datasource_uid = "prometheus"
      relative_time_range {
        from = 600
        to   = 0
      }
      model = jsonencode({ expr = "queue_age_seconds > 900", refId = "A" })
    }
  }
}
