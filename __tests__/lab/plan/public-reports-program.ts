/**
 * Objects after public reports about plans that do not come to rest; docs/reference/compatibility.md lists them. With
 * CDKNOMAD_TEST_CHANGED=1, fields are changed that Nomad's own plan has left out of its output.
 */
import { ConfigEntry } from "@cdktf/provider-consul/lib/config-entry";
import { KeyPrefix } from "@cdktf/provider-consul/lib/key-prefix";
import { App } from "cdktf";
import { AclPolicy, ClusterStack, Job, Namespace } from "../../../constructs";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";

const changed = process.env.CDKNOMAD_TEST_CHANGED === "1";
const command = { command: "/bin/sleep", args: ["infinity"] };
const resources = { cpu: 10, memory: 16 };

const app = new App();
const stack = new ClusterStack(app, "reports", {
  nomad: { address: process.env.NOMAD_ADDR ?? "" },
  consul: { address: process.env.CONSUL_HTTP_ADDR ?? "" },
  guard: "off",
});
const namespace = new Namespace(stack, "reports", {
  name: "reports",
  capabilities: { enabledNetworkModes: ["host", "bridge"] },
});
new AclPolicy(stack, "policy", {
  name: "reports-policy",
  description: "some description",
  rules: { namespaces: { reports: { capabilities: ["read-job"] } } },
  jobAcl: { namespace, job: "some-job" },
});
new Job(stack, "dotted", {
  name: "cassandra_stage",
  namespace,
  type: "service",
  update: { maxParallel: 1 },
  groups: [
    {
      name: "cassandra-1.50",
      count: 0,
      constraints: [{ attribute: "${attr.unique.network.ip-address}", value: "10.10.1.50" }],
      restart: { attempts: 10, delay: "30s", interval: "30m", mode: "delay" },
      network: { ports: [{ name: "http", ...(changed && { to: 8080 }) }] },
      volumes: [{ name: "data", type: "host", source: "data", readOnly: changed }],
      services: [
        {
          name: changed ? "httpbin2" : "httpbin",
          provider: "nomad",
          port: "http",
          checks: [{ type: "http", path: "/", interval: "60s", timeout: "5s" }],
        },
      ],
      tasks: [{ name: "cassandra-1-50", driver: "raw_exec", config: command, resources }],
    },
  ],
});
new Job(stack, "periodic", {
  name: "hello-periodic",
  namespace,
  type: "batch",
  periodic: { crons: ["10 4 1 1 *"], prohibitOverlap: true },
  groups: [{ name: "g", tasks: [{ name: "t", driver: "raw_exec", config: { command: "/bin/true" }, resources }] }],
});
new KeyPrefix(stack, "keys", {
  pathPrefix: "reports/",
  subkeys: { "etc/main.cfg/General/Mode": "true", "var/IPv6.Privacy": "false", empty: "" },
});
new ConfigEntry(stack, "gateway", {
  kind: "api-gateway",
  name: "reports-gateway",
  configJson: JSON.stringify({ Listeners: [{ Name: "http", Port: 8443, Protocol: "http" }] }),
});
new ConfigEntry(stack, "route", {
  kind: "http-route",
  name: "reports-route",
  configJson: JSON.stringify({
    Parents: [{ Kind: "api-gateway", Name: "reports-gateway" }],
    Rules: [{ Services: [{ Name: "web" }] }],
  }),
});
app.synth();
void linkTerraformProviders(app.outdir, silent);
