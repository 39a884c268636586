# Nomad's parser refuses it: a job has one update block at most.
job "two-updates" {
  datacenters = ["dc1"]

  update {
    max_parallel = 1
  }

  update {
    canary = 1
  }

  group "web" {
    task "web" {
      driver = "docker"
      config {
        image = "registry.example.com/web:3"
      }
    }
  }
}
