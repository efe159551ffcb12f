# Checkpoints, savepoints and high-availability records. Flink deletes what it no longer needs; versions guard against mistakes.
resource "aws_s3_bucket" "state" {
  bucket = "${local.name}-state"
}

resource "aws_s3_bucket_public_access_block" "state" {
  bucket                  = aws_s3_bucket.state.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket = aws_s3_bucket.state.id
  rule {
    id     = "old-versions"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = 7
    }
  }
}

module "kafka" {
  source  = "terraform-aws-modules/msk-kafka-cluster/aws"
  version = "2.11.1"

  name                   = local.name
  kafka_version          = "3.8.x"
  number_of_broker_nodes = var.kafka_brokers

  broker_node_client_subnets  = module.vpc.private_subnets
  broker_node_instance_type   = "kafka.m7g.large"
  broker_node_security_groups = [aws_security_group.inside.id]
  broker_node_storage_info = {
    ebs_storage_info = { volume_size = var.kafka_volume_gb }
  }

  encryption_in_transit_client_broker = "TLS"
  encryption_in_transit_in_cluster    = true
  client_authentication               = { sasl = { scram = true } }

  configuration_name = local.name
  configuration_server_properties = {
    "auto.create.topics.enable"  = false
    "default.replication.factor" = 3
    "min.insync.replicas"        = 2
    # longer than the longest outage that a job is to survive without losing a transaction
    "transaction.max.timeout.ms" = 86400000
  }

  jmx_exporter_enabled  = true
  node_exporter_enabled = true
}

module "database" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.10.0"

  identifier           = local.name
  engine               = "postgres"
  engine_version       = "17.2"
  family               = "postgres17"
  major_engine_version = "17"
  instance_class       = var.database_class

  allocated_storage     = 100
  max_allocated_storage = 1000
  storage_encrypted     = true
  multi_az              = var.environment == "production"

  db_name  = "millrace"
  username = "millrace"
  # RDS makes the password and keeps it in Secrets Manager; it is in no file and no state
  manage_master_user_password = true

  db_subnet_group_name   = module.vpc.database_subnet_group_name
  vpc_security_group_ids = [aws_security_group.inside.id]

  backup_retention_period = var.environment == "production" ? 14 : 3
  deletion_protection     = var.environment == "production"
  skip_final_snapshot     = var.environment != "production"

  performance_insights_enabled = true
}
