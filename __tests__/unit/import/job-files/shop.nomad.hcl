# A web service behind an ingress program: variables without values, locals, functions, and texts that look like templates.
variable "datacenters" {
  type = list(string)
}

variable "domain" {
  type        = string
  description = "the zone of all host names"
}

variable "image_tag" {
  type    = string
  default = "4.2"
}

locals {
  host  = "shop.${var.domain}"
  names = ["a", "b"]
}

job "shop" {
  datacenters = var.datacenters
  type        = "service"

  constraint {
    attribute = "${attr.cpu.arch}"
    operator  = "regexp"
    value     = "^(amd64|arm64)$"
  }

  update {
    max_parallel      = 1
    canary            = 1
    auto_promote      = true
    auto_revert       = true
    min_healthy_time  = "15s"
    healthy_deadline  = "3m"
    progress_deadline = "10m"
  }

  group "web" {
    count = 2

    network {
      port "http" {
        to = 8080
      }
      port "metrics" {}
    }

    restart {
      attempts = 3
      interval = "10m"
      delay    = "20s"
      mode     = "delay"
    }

    service {
      name = "shop"
      port = "http"
      tags = [
        "traefik.enable=true",
        "traefik.http.routers.shop.rule=Host(`${local.host}`) && !PathPrefix(`/admin`)",
        format("names=%s", join(",", local.names)),
      ]

      check {
        name     = "answers"
        type     = "http"
        path     = "/health?deep=1"
        interval = "10s"
        timeout  = "2s"

        check_restart {
          limit = 3
          grace = "1m"
        }
      }
    }

    task "server" {
      driver = "docker"

      config {
        image      = "registry.example.com/shop:${var.image_tag}"
        ports      = ["http", "metrics"]
        force_pull = true
        args       = ["--listen", "0.0.0.0:${NOMAD_PORT_http}", "--percent", "100%%{x}"]

        logging {
          type = "json-file"
          config {
            max-size = "10m"
          }
        }
      }

      env {
        NODE   = "${node.unique.name}"
        LEVEL  = "info"
        QUOTED = "say \"hello\"\tand\\or"
      }

      template {
        destination = "${NOMAD_SECRETS_DIR}/app.env"
        env         = true
        change_mode = "restart"
        data        = <<-EOT
          {{ with nomadVar "nomad/jobs/shop" -}}
          PASSWORD={{ .password | toJSON }}
          {{- end }}
          {{ range service "database" }}
          URL=postgres://{{ .Address }}:{{ .Port }}/shop
          {{ end }}
          DOLLARS=$${not_hcl}
        EOT
      }

      resources {
        cpu        = 200
        memory     = 256
        memory_max = 512
      }

      kill_timeout = "30s"
    }
  }
}
