/* A program on every node, and a second group that is a plugin for volumes. */
job "agent" {
  type        = "system"
  datacenters = ["*"]
  node_pool   = "all"

  group "agent" {
    network {
      mode = "host"
      port "metrics" {
        static       = 9100
        host_network = "private"
      }
    }

    service {
      provider     = "nomad"
      name         = "agent"
      port         = "metrics"
      address_mode = "host"
      meta {
        job = "${NOMAD_JOB_NAME}"
      }
    }

    task "agent" {
      driver = "docker"
      config {
        image        = "quay.io/prometheus/node-exporter:v1.9.0"
        network_mode = "host"
        pid_mode     = "host"
        volumes      = ["/:/host:ro,rslave"]
        args = [
          "--path.rootfs=/host",
          "--collector.filesystem.mount-points-exclude=^/(dev|proc|sys)($|/)",
        ]
        mount {
          type     = "bind"
          source   = "/run/udev"
          target   = "/run/udev"
          readonly = true
        }
        labels {
          role = "metrics"
        }
      }
      resources {
        cpu    = 100
        memory = 50
      }
    }
  }

  group "storage" {
    task "plugin" {
      driver = "docker"
      config {
        image      = "registry.example.com/csi:2.0"
        privileged = true
        args       = ["--node-id=${attr.unique.hostname}", "--endpoint=${CSI_ENDPOINT}"]
      }
      csi_plugin {
        id             = "storage"
        type           = "node"
        mount_dir      = "/csi"
        health_timeout = "1m"
      }
      resources {
        memory = 128
      }
    }
  }
}
