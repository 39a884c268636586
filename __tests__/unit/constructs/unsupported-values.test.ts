import { ConfigEntry } from "@cdktf/provider-consul/lib/config-entry";
import { ConfigEntryServiceDefaults } from "@cdktf/provider-consul/lib/config-entry-service-defaults";
import { DataConsulNetworkSegments } from "@cdktf/provider-consul/lib/data-consul-network-segments";
import { KeyPrefix } from "@cdktf/provider-consul/lib/key-prefix";
import { PreparedQuery } from "@cdktf/provider-consul/lib/prepared-query";
import { DataNomadNodePool } from "@cdktf/provider-nomad/lib/data-nomad-node-pool";
import { App, TerraformOutput, TerraformVariable, Testing } from "cdktf";
import { AclAuthMethod as ConsulAuthMethod } from "../../../.gen/terraform/consul/acl-auth-method";
import { AclToken, type ClusterSettings, ClusterStack, Job, Namespace, Variable } from "../../../constructs";

const settings: ClusterSettings = { nomad: { address: "http://127.0.0.1:4646" } };
const stackWith = (more: Partial<ClusterSettings> = {}) =>
  new ClusterStack(new App(), "case", { ...settings, ...more });

// https://github.com/hashicorp/terraform-provider-nomad/issues/501, https://github.com/hashicorp/terraform-provider-nomad/issues/288
describe("a data source", () => {
  const consul = { address: "http://127.0.0.1:8500" };

  it("may be used if the providers of cdknomad serve it", () => {
    const stack = stackWith();
    const pool = new DataNomadNodePool(stack, "pool", { name: "default" });
    new TerraformOutput(stack, "name", { value: pool.description });
    expect(Testing.synth(stack, true)).toContain("${data.nomad_node_pool.pool.description}");
  });

  it("is refused at synthesis if they do not, with what to write instead", () => {
    const stack = stackWith({ consul });
    new DataConsulNetworkSegments(stack, "segments", {});
    expect(() => Testing.synth(stack, true)).toThrow(
      '[case/segments] the providers of cdknomad have no data source "consul_network_segments"; it needs the enterprise edition, or set providers: "hashicorp" in the settings of the stack (data-source-unsupported)',
    );
  });

  it("may be used with the providers of HashiCorp", () => {
    const stack = stackWith({ providers: "hashicorp", consul });
    new DataConsulNetworkSegments(stack, "segments", {});
    expect(Testing.synth(stack, true)).toContain("consul_network_segments");
  });
});

// https://github.com/hashicorp/terraform-provider-consul/issues/367, https://github.com/hashicorp/terraform-provider-consul/issues/194
describe("a resource type that the providers of cdknomad do not serve", () => {
  it("is refused at synthesis, with what to write instead", () => {
    const stack = stackWith({ consul: { address: "http://127.0.0.1:8500" } });
    new ConfigEntryServiceDefaults(stack, "defaults", { name: "web", protocol: "http", expose: [{}] });
    expect(() => Testing.synth(stack, true)).toThrow(
      '[case/defaults] the providers of cdknomad have no resource type "consul_config_entry_service_defaults"; use consul_config_entry (ConfigEntry) with kind "service-defaults" and the fields of Consul\'s API in configJson, or set providers: "hashicorp" in the settings of the stack (resource-type-unsupported)',
    );
  });

  it("is not a prepared query", () => {
    const stack = stackWith({ consul: { address: "http://127.0.0.1:8500" } });
    new PreparedQuery(stack, "query", { name: "web", service: "web" });
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });
});

// https://pkg.go.dev/github.com/zclconf/go-cty/cty/ctystrings
describe("a text that Terraform would normalize", () => {
  const decomposed = "cafe\u0301";
  const warnings = (stack: ClusterStack) =>
    stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === "@cdktf/warn")
      .map(({ data }) => String(data));

  it("is reported with its path where no escape is possible", () => {
    const stack = stackWith();
    new Namespace(stack, "team", { name: "team", description: decomposed, meta: { owner: "é" } });
    new Variable(stack, "secret", { path: "app/x", items: { [decomposed]: { plain: "1" } } });
    Testing.synth(stack, true);
    expect(warnings(stack)).toEqual([
      expect.stringMatching(
        /^\[case\/team\/resource\] description: Terraform replaces U\+0065 U\+0301 in "café" .*\(text-normalized\)$/,
      ),
      expect.stringMatching(/^\[case\/secret\/resource\] items_wo.*|^\[case\/secret.*items.*\(text-normalized\)$/),
    ]);
  });

  it("is reported if Terraform drops its byte order mark, also in a key", () => {
    const stack = stackWith({ consul: { address: "http://127.0.0.1:8500" } });
    new KeyPrefix(stack, "keys", { pathPrefix: "app/", subkeys: { "\ufeffa": "plain", b: "\ufeffx", c: "x\ufeff" } });
    Testing.synth(stack, true);
    expect(warnings(stack)).toEqual([
      expect.stringMatching(
        /^\[case\/keys\] subkeys\.\ufeffa: Terraform drops the byte order mark .* \(text-normalized\)$/,
      ),
      expect.stringMatching(/^\[case\/keys\] subkeys\.b: Terraform drops the byte order mark .* \(text-normalized\)$/),
    ]);
  });

  it("keeps its bytes in the JSON of a job, without a warning", () => {
    const stack = stackWith();
    new Job(stack, "hello", {
      name: "hello",
      groups: [
        {
          name: "g",
          tasks: [
            {
              name: "t",
              driver: "raw_exec",
              config: { command: "/bin/true" },
              resources: { cpu: 50, memory: 32 },
              env: { NAME: decomposed },
              templates: [{ data: `${decomposed}\n`, destination: "local/name" }],
            },
          ],
        },
      ],
    });
    const text = JSON.parse(Testing.synth(stack, true)).resource.nomad_job.default_hello.jobspec;
    expect(text).toBe(text.normalize("NFC"));
    expect(JSON.parse(text).TaskGroups[0].Tasks[0].Env).toEqual({ NAME: decomposed });
    expect(warnings(stack)).toEqual([]);
  });
});

describe("a runtime value", () => {
  const value = (stack: ClusterStack) => new TerraformVariable(stack, "v", { type: "string" }).stringValue;

  it("cannot be a name, because the address in the state is made of it", () => {
    const stack = stackWith();
    expect(() => new AclToken(stack, "robot", { name: value(stack), policies: ["deploy"] })).toThrow(
      "[case/robot] nomad_acl_token: a part of its name (namespace, name, or path) is a runtime value, and the Terraform address is made of it; write that part as plain text (property-invalid)",
    );
  });

  it("is encoded by Terraform in a configuration entry that is written with JSON.stringify", () => {
    const stack = stackWith({ consul: { address: "http://127.0.0.1:8500" } });
    const configJson = JSON.stringify({ Sources: [{ Name: value(stack), Action: "deny" }] });
    new ConfigEntry(stack, "web", { kind: "service-intentions", name: "web", configJson });
    expect(JSON.parse(Testing.synth(stack, true)).resource.consul_config_entry.web.config_json).toMatch(
      /^\{"Sources":\[\{"Name":"\$\{.*jsonencode\(.*var\.v.*\)\}","Action":"deny"\}\]\}$/,
    );
  });

  it("is encoded by Terraform in the write-only configuration of an auth method, and is refused outside of JSON", () => {
    const stack = stackWith({ consul: { address: "http://127.0.0.1:8500" } });
    const configJsonWo = JSON.stringify({ ServiceAccountJWT: value(stack) });
    const method = new ConsulAuthMethod(stack, "pods", { name: "pods", type: "kubernetes", configJsonWo });
    expect(JSON.parse(Testing.synth(stack, true)).resource.consul_acl_auth_method.pods.config_json_wo).toMatch(
      /^\{"ServiceAccountJWT":"\$\{.*jsonencode\(.*var\.v.*\)\}"\}$/,
    );
    method.configJsonWo = `{ "ServiceAccountJWT": ${method.id} }`;
    expect(() => Testing.synth(stack, true)).toThrow(
      "[case/pods] configJsonWo: it contains a runtime value and is not a JSON document",
    );
  });

  it("is refused in a configuration entry that is not a JSON document", () => {
    const stack = stackWith({ consul: { address: "http://127.0.0.1:8500" } });
    new ConfigEntry(stack, "web", {
      kind: "service-intentions",
      name: "web",
      configJson: `{ "Name": ${value(stack)} }`,
    });
    expect(() => Testing.synth(stack, true)).toThrow(
      "[case/web] configJson: it contains a runtime value and is not a JSON document; write it with JSON.stringify({ ... }) or Fn.jsonencode({ ... }) (property-invalid)",
    );
  });
});
