# One of the two says who is told, and where the topic comes from another file is as good.
module "orders" {
  source = "./modules/alarm"
  queue  = "orders"
}

module "mail" {
  source  = "./modules/alarm"
  queue   = "mail"
  actions = [aws_sns_topic.duty.arn]
}

resource "aws_sns_topic" "duty" {
  name = "duty"
}
