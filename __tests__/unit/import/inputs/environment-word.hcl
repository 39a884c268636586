job "filer" {
  group "g" {
    task "t" {
      driver = "docker"

      config {
        image = "filer:1"
        args  = ["-master", MASTER, "-port", NOMAD_PORT_http]
      }

      template {
        destination = "local/env"
        env         = true
        data        = "MASTER=192.0.2.1\n"
      }

      resources {
        cpu    = 100
        memory = 64
      }
    }
  }
}
