/** A stack whose jobs need what the cluster of the test does not have; and the same with what it has. */
import { App } from "cdktf";
import { ClusterStack, Job, type JobGroup, type JobProps } from "../../../constructs";
import { settings } from "../../../stacks/environments";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const app = new App();
const stack = new ClusterStack(app, "jobs", settings());
const task = { name: "main", driver: "raw_exec", config: { command: "/bin/true" } } as const;
const job = (name: string, groups: readonly Partial<JobGroup>[], props: Partial<JobProps> = {}) =>
  new Job(stack, name, {
    name,
    groups: groups.map((group, index) => ({ name: `g${index + 1}`, tasks: [task], ...group })),
    ...props,
  });
const port = (number: number): Partial<JobGroup> => ({
  network: { mode: "host", ports: [{ name: "http", static: number }] },
});

if (process.env.CDKNOMAD_TEST_PLACES !== undefined) {
  job("nodes", [
    { tasks: [{ name: "main", driver: "qemu", config: { imagePath: "disk.img" } }] },
    { network: { mode: "cni/wan" } },
    { volumes: [{ name: "data", type: "host", source: "nowhere" }] },
    {
      volumes: [
        { name: "data", type: "csi", source: "none", accessMode: "single-node-writer", attachmentMode: "file-system" },
      ],
    },
  ]);
  job("elsewhere", [{}], { datacenters: ["dc9"] });
  job("held", [port(18080)]);
  job("one", [port(18081)]);
  job("two", [port(18081)]);
}
const consul: Partial<JobGroup> = {
  services: [{ name: "page", provider: "consul" }],
  tasks: [{ ...task, consul: {} }],
};
job("page", [consul]);
job("page-of-lab", [consul], { namespace: "lab" });
app.synth();
void linkTerraformProviders(app.outdir, silent);
