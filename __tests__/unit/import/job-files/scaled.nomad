# Scaled by an autoscaler, within bounds and with a policy that only the autoscaler reads.
job "scaled" {
  datacenters = ["dc1"]

  group "web" {
    scaling {
      min     = 1
      max     = 8
      enabled = true
      policy {
        cooldown            = "2m"
        evaluation_interval = "30s"
        check "load" {
          source = "prometheus"
          query  = "sum(rate(requests[1m])) / 100"
          strategy "target-value" {
            target = 1.5
          }
        }
      }
    }

    task "web" {
      driver = "docker"
      config {
        image = "registry.example.com/web:3"
      }
    }
  }
}
