variable "region" {
  description = "AWS region. us-east-1 is nearest to the exchanges."
  type        = string
  default     = "us-east-1"
}

variable "environment" {
  description = "dev, staging or production; names everything."
  type        = string
  validation {
    condition     = contains(["dev", "staging", "production"], var.environment)
    error_message = "environment must be dev, staging or production."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the VPC. k8s/base/network.yaml lets jobs reach these."
  type        = string
  default     = "10.0.0.0/16"
}

variable "kubernetes_version" {
  description = "Version of EKS."
  type        = string
  default     = "1.31"
}

variable "admin_cidrs" {
  description = "Who may reach the Kubernetes API from outside; nobody unless said."
  type        = list(string)
  default     = []
}

variable "gpu_nodes" {
  description = "GPU nodes for the model server."
  type        = number
  default     = 1
}

variable "kafka_brokers" {
  description = "Brokers of MSK, a multiple of the three zones."
  type        = number
  default     = 3
}

variable "kafka_volume_gb" {
  description = "Disk of one broker."
  type        = number
  default     = 200
}

variable "database_class" {
  description = "Instance class of RDS. RDS has no TimescaleDB: the migrations make plain tables there."
  type        = string
  default     = "db.r6g.large"
}
