import { CsiVolume, Secret, Variable } from "../../../constructs";
import { synthesized } from "../../../testing";
import { stack, stackWith } from "./stack";

const upstream = {
  namespace: "dns",
  path: "app/dns/upstream",
  items: {
    user: { plain: "dns-${x}" },
    password: Secret.fromEnvironment("upstream"),
    again: Secret.fromEnvironment("upstream"),
    home: Secret.fromFile("~/secrets/dns key"),
    beside: Secret.fromFile("package.json"),
  },
};

/** What synthesis wrote, with the Terraform variables. */
type Written = {
  readonly resource: { readonly nomad_variable: Record<string, Record<string, string>> };
  readonly variable: Record<string, object>;
};
const written = (scope: Parameters<typeof synthesized>[0]) => synthesized(scope) as unknown as Written;

describe("a variable", () => {
  beforeEach(() => {
    process.env.TF_VAR_upstream = "planted-secret";
  });
  afterEach(() => {
    delete process.env.TF_VAR_upstream;
  });

  it("has its secrets from files and the environment as a write-only argument, and says nothing of them", () => {
    const scope = stack();
    new Variable(scope, "v", upstream);
    const terraform = written(scope);
    const { items_wo: writeOnly, ...rest } = terraform.resource.nomad_variable.dns_app_dns_upstream ?? {};
    expect(rest).toEqual({ namespace: "dns", path: "app/dns/upstream", items: { user: "dns-$${x}" } });
    // Terraform encodes each value inside the quotes.
    const encoded = (value: string) => `\${trimprefix(trimsuffix(jsonencode(join("", [${value}])), "\\""), "\\"")}`;
    const file = (name: string) => encoded(`sensitive(trimspace(file(pathexpand("${name}"))))`);
    expect(writeOnly?.replace(/"(\.\.\/)+[^"]*package\.json"/, '"package.json"')).toBe(
      `{"password":"${encoded("var.upstream")}","again":"${encoded("var.upstream")}","home":"${file("~/secrets/dns key")}","beside":"${file("package.json")}"}`,
    );
    // A saved plan has no value of an ephemeral variable.
    expect(terraform.variable.upstream).toMatchObject({ ephemeral: true, sensitive: true, nullable: false });
    expect(JSON.stringify(terraform)).not.toContain("planted-secret");
  });

  it("without plain values has no items in the clear, and without secrets nothing write-only", () => {
    const scope = stack();
    new Variable(scope, "secret", { path: "a", items: { password: Secret.fromFile("p") } });
    new Variable(scope, "plain", { path: "b", items: { user: { plain: "dns" } } });
    const { default_a: secret = {}, default_b: plain = {} } = written(scope).resource.nomad_variable;
    expect(Object.keys(secret).sort()).toEqual(["items_wo", "namespace", "path"]);
    expect(Object.keys(plain).sort()).toEqual(["items", "namespace", "path"]);
  });

  it.each([
    ["the settings say so, as for an old Terraform", { secretsInState: true }],
    ["the providers are official", { providers: "hashicorp" as const }],
  ])("has its secrets in the state if %s", (_, settings) => {
    const scope = stackWith(settings);
    new Variable(scope, "v", upstream);
    const terraform = written(scope);
    expect(terraform.resource.nomad_variable).toEqual({
      dns_app_dns_upstream: {
        namespace: "dns",
        path: "app/dns/upstream",
        items: {
          user: "dns-$${x}",
          password: "${var.upstream}",
          again: "${var.upstream}",
          home: '${sensitive(trimspace(file(pathexpand("~/secrets/dns key"))))}',
          beside: expect.stringMatching(
            /^\$\{sensitive\(trimspace\(file\(pathexpand\("(\.\.\/)+.*package\.json"\)\)\)\)\}$/,
          ),
        },
      },
    });
    expect(terraform.variable.upstream).not.toHaveProperty("ephemeral");
    expect(JSON.stringify(terraform)).not.toContain("planted-secret");
  });

  it("shares a secret with a CSI volume, which stores it neither", () => {
    const scope = stack();
    const secret = Secret.fromEnvironment("upstream");
    new CsiVolume(scope, "m", {
      id: "data",
      pluginId: "hostpath",
      capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
      secrets: { password: secret },
    });
    new Variable(scope, "v", { path: "a", items: { password: secret } });
    const terraform = written(scope);
    expect(terraform.variable.upstream).toMatchObject({ ephemeral: true });
    expect(JSON.stringify(terraform.resource.nomad_variable)).toContain("var.upstream");
  });

  it.each([
    [
      "app//dns",
      '"app//dns" is not a path of variables; use 1 to 128 letters, digits and "-_~/", not beginning with "/", and without "//"',
    ],
    [
      "/app",
      '"/app" is not a path of variables; use 1 to 128 letters, digits and "-_~/", not beginning with "/", and without "//"',
    ],
    [
      "app dns",
      '"app dns" is not a path of variables; use 1 to 128 letters, digits and "-_~/", not beginning with "/", and without "//"',
    ],
    [
      "nomad/x",
      '"nomad/x" is kept by Nomad for itself; below nomad/ there are only nomad/jobs and nomad/job-templates',
    ],
  ])("fails at the path %s", (path, message) => {
    expect(() => new Variable(stack(), "v", { path, items: {} })).toThrow(`[cluster/v] path: ${message}`);
  });

  it("fails at a secret whose name Terraform does not take", () => {
    expect(() => Secret.fromEnvironment("DNS-PASSWORD")).toThrow(
      'secret "DNS-PASSWORD" cannot be a Terraform variable; use lower-case letters, digits and "_", and set TF_VAR_<name>',
    );
  });
});
