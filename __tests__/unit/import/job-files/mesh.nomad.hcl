# Services of the mesh, made with a dynamic block.
job "mesh" {
  datacenters = ["dc1"]
  meta {
    owner = "team-a"
  }

  dynamic "group" {
    for_each = { front = 8080, back = 9090 }
    labels   = [group.key]

    content {
      network {
        mode = "bridge"
      }

      service {
        name = "mesh-${group.key}"
        port = group.value

        connect {
          sidecar_service {
            proxy {
              dynamic "upstreams" {
                for_each = group.key == "front" ? ["back"] : []
                content {
                  destination_name = "mesh-${upstreams.value}"
                  local_bind_port  = 9090
                }
              }
              config {
                protocol = "http"
              }
            }
          }
          sidecar_task {
            resources {
              cpu    = 50
              memory = 64
            }
          }
        }
      }

      task "server" {
        driver = "podman"
        config {
          image = "registry.example.com/mesh-${group.key}:1"
        }
        identity {
          env  = true
          file = true
        }
      }
    }
  }
}
