# Whom these services call is filled in elsewhere, or somebody is there beside an empty schedule.
variable "targets" {
  default = []
}

resource "pagerduty_schedule" "holidays" {
  name = "Holidays"
  layer {
    users = []
  }
}

resource "pagerduty_escalation_policy" "filled" {
  name = "Filled in"
  rule {
    escalation_delay_in_minutes = 10
    dynamic "target" {
      for_each = var.targets
      content {
        type = "user_reference"
        id   = target.value
      }
    }
  }
}

resource "pagerduty_escalation_policy" "holidays" {
  name = "Holidays"
  rule {
    escalation_delay_in_minutes = 10
    target {
      type = "schedule_reference"
      id   = pagerduty_schedule.holidays.id
    }
    target {
      type = "user_reference"
      id   = "PUSER01"
    }
  }
}

resource "pagerduty_service" "filled" {
  name              = "Filled in"
  escalation_policy = pagerduty_escalation_policy.filled.id
}

resource "pagerduty_service" "holidays" {
  name              = "Holidays"
  escalation_policy = pagerduty_escalation_policy.holidays.id
}

resource "pagerduty_service" "desk" {
  name              = "Desk"
  escalation_policy = data.pagerduty_escalation_policy.desk.id
}
