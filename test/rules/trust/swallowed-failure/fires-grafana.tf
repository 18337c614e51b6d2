resource "grafana_rule_group" "pumps" {
  name             = "pumps"
  folder_uid       = "plant"
  interval_seconds = 60
  rule {
    name           = "Pump fault"
    condition      = "A"
    exec_err_state = "OK"
    data {
      ref_id         = "A"
      datasource_uid = "prom"
      model          = jsonencode({ refId = "A", expr = "pump_fault_state > 0" })
    }
  }
}
