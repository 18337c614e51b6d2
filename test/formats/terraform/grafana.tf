variable "pager_key" {}
variable "weekdays" { default = [] }

resource "grafana_contact_point" "keeper" {
  name = "keeper"
  pagerduty { integration_key = var.pager_key }
  email { addresses = ["keeper@aquarium.test"] }
}

resource "grafana_contact_point" "nobody" {
  name = "nobody"
  email { addresses = [] }
}

resource "grafana_contact_point" "not_made" {
  count = 0
  name  = "not made"
  slack { url = "https://hooks.aquarium.test" }
}

resource "grafana_mute_timing" "always" {
  name = "always"
  intervals {
    times {
      start = "00:00"
      end   = "24:00"
    }
  }
}

resource "grafana_mute_timing" "some_days" {
  name = "some days"
  intervals { weekdays = var.weekdays }
}

resource "grafana_notification_policy" "all" {
  group_by      = ["alertname"]
  contact_point = grafana_contact_point.keeper.name

  policy {
    contact_point = grafana_contact_point.nobody.name
    mute_timings  = [grafana_mute_timing.always.name]
    matcher {
      label = "severity"
      match = "="
      value = "info"
    }
    policy {
      continue = true
      matcher {
        label = "tank"
        match = "=~"
        value = var.tank
      }
    }
  }
}

resource "grafana_rule_group" "tanks" {
  name             = "tanks"
  folder_uid       = grafana_folder.tanks.uid
  interval_seconds = 60

  rule {
    name           = "Tank is too warm"
    condition      = "C"
    for            = "5m"
    no_data_state  = "OK"
    exec_err_state = "Error"
    labels         = { severity = "critical", tank = var.tank }
    annotations    = { summary = "Open the valve of the cold tank." }

    data {
      ref_id         = "A"
      datasource_uid = var.prometheus
      model          = jsonencode({ expr = "tank_degrees{site=\"${var.site}\"}", refId = "A" })
    }
    data {
      ref_id         = "B"
      datasource_uid = "__expr__"
      model          = jsonencode({ type = "reduce", expression = "A", reducer = "mean" })
    }
    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      model = jsonencode({
        type       = "threshold"
        expression = "B"
        conditions = [{ evaluator = { type = "gt", params = [26] } }]
      })
    }
    notification_settings { contact_point = grafana_contact_point.keeper.name }
  }

  rule {
    name      = "Pump has stopped"
    condition = "A"
    is_paused = true
    data {
      ref_id         = "A"
      datasource_uid = "prometheus"
      model          = <<-JSON
        { "expr": "pump_turns < 1", "refId": "A" }
      JSON
    }
  }

  rule {
    name      = "Sent elsewhere"
    condition = "A"
    data {
      ref_id         = "A"
      datasource_uid = "prometheus"
      model          = var.model
    }
    notification_settings { contact_point = var.contact_point }
  }
}
