variable "environment" {
  type    = string
  default = "production"
}

variable "pager" {
  description = "The topic that the baker on duty listens to."
  type        = string
}

locals {
  shop = "bakery-${var.environment}"
}
