import { App, Aspects, TerraformResource } from "cdktf";
import { AclPolicy, ClusterStack, Job, Namespace } from "../../../constructs";
import { synthesized } from "../../../testing";

describe("a stack on a cluster", () => {
  it("writes no construct paths with its resources, because cdktf would search every line of a plan for each of them", () => {
    const stack = new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });
    new Namespace(stack, "lab", { name: "lab" });
    new Job(stack, "web", {
      name: "web",
      groups: [{ name: "web", tasks: [{ name: "web", driver: "docker", config: { image: "web:1" } }] }],
    });

    const { resource } = stack.toTerraform() as { resource: Record<string, Record<string, object>> };

    expect(Object.keys(resource)).toEqual(["nomad_namespace", "nomad_job"]);
    for (const attributes of Object.values(resource).flatMap(Object.values<object>)) {
      expect(attributes).not.toHaveProperty(["//"]);
    }
  });

  it("refuses createBeforeDestroy for a resource whose new object has the name of the old one", () => {
    const stack = new ClusterStack(new App(), "cluster", { nomad: { address: "http://127.0.0.1:4646" } });
    new Namespace(stack, "lab", { name: "lab" });
    new AclPolicy(stack, "read", { name: "read", rules: { node: "read" } });
    const token = new TerraformResource(stack, "token", { terraformResourceType: "nomad_acl_token" });
    Aspects.of(stack).add({
      visit: (node) => {
        if (TerraformResource.isTerraformResource(node)) {
          node.lifecycle = { createBeforeDestroy: true };
        }
      },
    });
    const message = (path: string) =>
      `[cluster/${path}] lifecycle.createBeforeDestroy: the new object has the name of the old one, so Terraform would destroy it together with the old one; leave createBeforeDestroy out`;
    expect(() => synthesized(stack)).toThrow(message("lab/resource"));
    expect(() => synthesized(stack)).toThrow(message("read/resource"));
    expect(() => synthesized(stack)).not.toThrow(token.node.path);
  });

  it("logs in with the value of a variable that no saved plan has, to Nomad and to Consul alike", () => {
    const authJwt = { authMethod: "ci", tokenVariable: "ci_jwt" };
    const settings = {
      nomad: { address: "http://127.0.0.1:4646", authJwt },
      consul: { address: "http://127.0.0.1:8500", authJwt },
    };
    const variable = { sensitive: true, type: "string", nullable: false };
    const login = (token: object) => ({ auth_method: "ci", ...token });
    const jwt = "$" + "{var.ci_jwt}";
    const stack = new ClusterStack(new App(), "cluster", settings);
    expect(stack.toTerraform()).toMatchObject({
      provider: {
        nomad: [{ auth_jwt: [login({ login_token: jwt })] }],
        consul: [{ auth_jwt: login({ bearer_token: jwt }) }],
      },
      variable: { ci_jwt: { ...variable, ephemeral: true } },
    });
    const official = new ClusterStack(new App(), "cluster", { ...settings, providers: "hashicorp" });
    expect((official.toTerraform() as { variable: object }).variable).toEqual({
      ci_jwt: { ...variable, description: "a secret; give it by TF_VAR_ci_jwt" },
    });
  });

  it("refuses a login whose variable Terraform does not accept", () => {
    const nomad = { address: "http://127.0.0.1:4646", authJwt: { authMethod: "ci", tokenVariable: "CI-JWT" } };
    expect(() => new ClusterStack(new App(), "cluster", { nomad })).toThrow(
      'secret "CI-JWT" cannot be a Terraform variable',
    );
  });

  it("names files from where Terraform runs, so that a file of the repository is found on every machine", () => {
    const app = new App({ outdir: "cdktf.out" });
    const tls = { caFile: "certificates/ca.pem", certFile: "~/.nomad/cli.pem", keyFile: "/run/secrets/key.pem" };
    const stack = new ClusterStack(app, "apps", {
      nomad: { address: "https://127.0.0.1:4646", tls, tokenFile: ".tokens/nomad" },
      consul: { address: "https://127.0.0.1:8501", tls: { caFile: "certificates/consul.pem" } },
      state: { consul: "cdknomad" },
    });
    stack.prepareStack();
    expect(stack.toTerraform()).toMatchObject({
      provider: {
        nomad: [
          {
            ca_file: "../../../certificates/ca.pem",
            cert_file: "~/.nomad/cli.pem",
            key_file: "/run/secrets/key.pem",
            token_file: "../../../.tokens/nomad",
          },
        ],
        consul: [{ ca_file: "../../../certificates/consul.pem" }],
      },
      terraform: { backend: { consul: { ca_file: "../../../certificates/consul.pem" } } },
    });
  });
});
