import { Secret, Variable } from "../../../constructs";
import { synthesized } from "../../../testing";
import { stack } from "./stack";

describe("a variable", () => {
  it("has its secrets from files and the environment, and says nothing of them", () => {
    const scope = stack();
    process.env.TF_VAR_upstream = "planted-secret";
    new Variable(scope, "v", {
      namespace: "dns",
      path: "app/dns/upstream",
      items: {
        user: { plain: "dns-${x}" },
        password: Secret.fromEnvironment("upstream"),
        again: Secret.fromEnvironment("upstream"),
        home: Secret.fromFile("~/secrets/dns key"),
        beside: Secret.fromFile("package.json"),
      },
    });
    const terraform = synthesized(scope);
    delete process.env.TF_VAR_upstream;
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
    expect(JSON.stringify(terraform)).not.toContain("planted-secret");
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
