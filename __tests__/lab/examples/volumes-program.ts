import { App } from "cdktf";
import { CsiVolumeStack } from "../../../examples/csi-volume/stack";
import { HostVolumeStack } from "../../../examples/host-volume/stack";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { terminalProgress } from "../../../tools/progress";

const app = new App();
const release = process.env.EXAMPLE_RELEASE ?? "first";

new HostVolumeStack(app, "host-volume", settings(), { release });
new CsiVolumeStack(app, "csi-volume", settings(), { release });

app.synth();
void linkTerraformProviders(app.outdir, terminalProgress());
