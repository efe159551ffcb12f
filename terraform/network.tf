data "aws_availability_zones" "here" {
  state = "available"
}

locals {
  name  = "millrace-${var.environment}"
  zones = slice(data.aws_availability_zones.here.names, 0, 3)
}

module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.17.0"

  name = local.name
  cidr = var.vpc_cidr
  azs  = local.zones

  private_subnets  = [for i in range(3) : cidrsubnet(var.vpc_cidr, 4, i)]
  public_subnets   = [for i in range(3) : cidrsubnet(var.vpc_cidr, 8, 200 + i)]
  database_subnets = [for i in range(3) : cidrsubnet(var.vpc_cidr, 8, 210 + i)]

  enable_nat_gateway     = true
  one_nat_gateway_per_az = var.environment == "production"
  single_nat_gateway     = var.environment != "production"
  enable_dns_hostnames   = true
  enable_flow_log        = true

  create_flow_log_cloudwatch_log_group = true
  create_flow_log_cloudwatch_iam_role  = true
}

# Checkpoints go to S3 by an address inside the VPC, so that no job needs a way out for them.
resource "aws_vpc_endpoint" "s3" {
  vpc_id              = module.vpc.vpc_id
  service_name        = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = module.vpc.private_subnets
  security_group_ids  = [aws_security_group.inside.id]
  private_dns_enabled = true
  dns_options {
    private_dns_only_for_inbound_resolver_endpoint = false
  }
}

resource "aws_security_group" "inside" {
  name        = "${local.name}-inside"
  description = "HTTPS, Kafka and PostgreSQL from inside the VPC"
  vpc_id      = module.vpc.vpc_id

  dynamic "ingress" {
    for_each = toset([443, 9096, 5432])
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = [var.vpc_cidr]
    }
  }
}
