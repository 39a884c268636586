/** The jobs as one writes them by hand in cdktf: HCL in a string. */
import { Job } from "@cdktf/provider-nomad/lib/job";
import { NomadProvider } from "@cdktf/provider-nomad/lib/provider";
import { App, TerraformStack } from "cdktf";
import { measured } from "./program";
import { datacenter, nomadAddress, type Wanted } from "./wanted";

measured((jobs, outdir) => {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "jobs");
  new NomadProvider(stack, "nomad", { address: nomadAddress });
  for (const job of jobs) {
    new Job(stack, job.name, { jobspec: jobspec(job) });
  }
  app.synth();
});

function jobspec({ name, image, groups, env, template }: Wanted): string {
  const values = Object.entries(env)
    .map(([key, value]) => `        ${key} = "${value}"`)
    .join("\n");
  const blocks = groups.map(
    (group) => `
  group "${group.name}" {
    count = ${group.count}
    network {
      mode = "bridge"
      port "http" { to = 8080 }
    }
    service {
      name     = "${name}-${group.name}"
      port     = "http"
      provider = "nomad"
      check {
        type     = "http"
        path     = "/health"
        interval = "10s"
        timeout  = "2s"
      }
    }
    task "${group.name}" {
      driver = "docker"
      config {
        image = "${image}"
        ports = ["http"]
      }
      env {
${values}
      }
      template {
        data        = <<EOT
${template}
EOT
        destination = "local/app.conf"
        change_mode = "restart"
      }
      resources {
        cpu    = 200
        memory = 256
      }
    }
  }`,
  );
  return `job "${name}" {\n  datacenters = ["${datacenter}"]${blocks.join("")}\n}\n`;
}
