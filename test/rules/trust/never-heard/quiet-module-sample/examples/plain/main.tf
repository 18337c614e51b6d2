# How the module is called; who calls it in earnest is written elsewhere.
module "orders" {
  source = "../.."
  queue  = "orders"
}
