# Nomad's parser reads it, and its servers refuse it: the count is not within the bounds. A task is scaled without bounds.
job "over-scaled" {
  datacenters = ["dc1"]

  group "web" {
    count = 9

    scaling {
      min = 1
      max = 8
      policy {}
    }

    task "web" {
      driver = "docker"
      config {
        image = "registry.example.com/web:3"
      }

      scaling "cpu" {
        policy {
          cooldown = "1m"
          check "95pct" {
            strategy "app-sizing-percentile" {
              percentile = "95"
            }
          }
        }
      }
    }
  }
}
