# Nobody who calls the module says who is told.
module "orders" {
  source = "./modules/alarm"
  queue  = "orders"
}

module "mail" {
  source  = "./modules/alarm"
  queue   = "mail"
  actions = []
}
