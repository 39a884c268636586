/** it-tools as one writes it without cdknomad: HCL in a string. What `run.ts` compares our synthesis with. */
import { Job } from "@cdktf/provider-nomad/lib/job";
import { NomadProvider } from "@cdktf/provider-nomad/lib/provider";
import { App, TerraformStack } from "cdktf";

const app = new App();
const stack = new TerraformStack(app, "apps");
new NomadProvider(stack, "nomad", { address: "http://127.0.0.1:4646" });
new Job(stack, "it-tools", {
  jobspec: `job "it-tools" {
  group "ittools" {
    network {
      mode = "bridge"
      port "http" { to = 80 }
    }
    task "web" {
      driver = "docker"
      config {
        image = "corentinth/it-tools:latest"
        ports = ["http"]
      }
    }
  }
}`,
});
app.synth();
