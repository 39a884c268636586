# Started by dispatch, on a node with a device, and scaled by an autoscaler.
job "render" {
  datacenters = ["dc1"]
  type        = "batch"

  parameterized {
    payload       = "optional"
    meta_required = ["scene"]
    meta_optional = ["frames"]
  }

  spread {
    attribute = "${node.datacenter}"
    weight    = 100
    target "dc1" {
      percent = 70
    }
  }

  affinity {
    attribute = "${meta.rack}"
    value     = "r1"
    weight    = -50
  }

  group "render" {
    task "render" {
      driver = "exec"
      config {
        command = "/usr/local/bin/render"
        args    = ["${NOMAD_META_scene}", "--frames=${NOMAD_META_frames}"]
      }
      dispatch_payload {
        file = "scene.json"
      }
      resources {
        cores  = 2
        memory = 2048
        device "nvidia/gpu" {
          count = 1
          constraint {
            attribute = "${device.attr.memory}"
            operator  = ">="
            value     = "4 GiB"
          }
        }
      }
    }
  }
}
