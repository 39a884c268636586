// A program that runs at times, with a script in the job.
job "backup" {
  datacenters = ["dc1", "dc2"]
  type        = "batch"

  periodic {
    crons            = ["15 3 * * *", "0 12 * * SUN"]
    prohibit_overlap = true
    time_zone        = "Europe/Berlin"
  }

  group "backup" {
    reschedule {
      attempts  = 2
      interval  = "24h"
      unlimited = false
    }

    task "backup" {
      driver = "raw_exec"

      artifact {
        source      = "https://example.com/backup-1.0.tar.gz"
        destination = "local/bin"
        options {
          checksum = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
        }
      }

      template {
        destination = "local/run.sh"
        perms       = "755"
        data        = <<EOF
#!/bin/sh
set -eu
for file in "$@"; do
	echo "$${file%.sql} at ${NOMAD_ALLOC_DIR}"
done
EOF
      }

      config {
        command = "local/run.sh"
        args    = ["/srv/*.sql"]
      }

      logs {
        max_files     = 2
        max_file_size = 5
      }
    }
  }
}
