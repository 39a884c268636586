# A database with volumes: options of a driver in other spellings, a task that runs first, and a CSI volume.
job "database" {
  datacenters = ["*"]
  priority    = 80

  group "database" {
    ephemeral_disk {
      size    = 500
      migrate = true
      sticky  = true
    }

    network {
      mode = "bridge"
      port "db" {
        static = 5432
        to     = 5432
      }
    }

    volume "data" {
      type            = "csi"
      source          = "database"
      access_mode     = "single-node-writer"
      attachment_mode = "file-system"

      mount_options {
        fs_type     = "ext4"
        mount_flags = ["noatime"]
      }
    }

    volume "certificates" {
      type      = "host"
      source    = "certificates"
      read_only = true
    }

    task "prepare" {
      driver = "docker"
      user   = "root"

      lifecycle {
        hook    = "prestart"
        sidecar = false
      }

      config {
        image   = "docker.io/library/busybox:1.37"
        command = "sh"
        args    = ["-c", "chown -R 999:999 /data && chmod 0700 /data"]
      }

      volume_mount {
        volume      = "data"
        destination = "/data"
      }

      resources {
        cpu    = 50
        memory = 32
      }
    }

    task "server" {
      driver = "docker"

      config {
        image      = "docker.io/library/postgres:17"
        ports      = ["db"]
        privileged = "true"
        shm_size   = 134217728
        volumes    = ["local/init:/docker-entrypoint-initdb.d:ro"]

        mounts = [{
          type   = "tmpfs"
          target = "/scratch"
          tmpfs_options = {
            size = 10000000
          }
        }]

        ulimit {
          nofile = "2048:4096"
        }
      }

      env = {
        "POSTGRES_PASSWORD_FILE" = "/secrets/password"
        "PGDATA"                 = "/var/lib/postgresql/data/pgdata"
      }

      volume_mount {
        volume      = "data"
        destination = "/var/lib/postgresql/data"
      }

      volume_mount {
        volume      = "certificates"
        destination = "/certificates"
        read_only   = true
      }

      template {
        data        = "{{ with nomadVar \"nomad/jobs/database\" }}{{ .password }}{{ end }}"
        destination = "secrets/password"
        perms       = "0400"
      }

      action "vacuum" {
        command = "/usr/bin/vacuumdb"
        args    = ["--all"]
      }

      resources {
        cpu    = 500
        memory = 1024
      }

      service {
        name     = "database"
        port     = "db"
        provider = "nomad"

        check {
          type     = "tcp"
          interval = "15s"
          timeout  = "3s"
        }
      }
    }
  }
}
