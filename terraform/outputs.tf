output "cluster" {
  description = "Name for aws eks update-kubeconfig."
  value       = module.eks.cluster_name
}

output "flink_role" {
  description = "Goes into k8s/overlays/*/identity.yaml."
  value       = module.flink_role.iam_role_arn
}

output "state_bucket" {
  description = "Goes into k8s/overlays/*/state.yaml."
  value       = aws_s3_bucket.state.bucket
}

output "kafka_brokers" {
  description = "Goes into k8s/overlays/*/settings.yaml."
  value       = module.kafka.bootstrap_brokers_sasl_scram
}

output "database" {
  description = "Address of PostgreSQL, for k8s/overlays/*/settings.yaml."
  value       = module.database.db_instance_address
}

output "database_secret" {
  description = "Where the password is; millrace-database is made of it."
  value       = module.database.db_instance_master_user_secret_arn
}
