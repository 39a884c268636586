import { TerraformVariable } from "cdktf";
import { AclPolicy, AclRole, AuthMethod, BindingRule, type ClusterStack, Namespace, Secret } from "../../../constructs";
import { asTerraformReads, synthesized } from "../../../testing";
import { stack, stackWith } from "./stack";

const ci = (scope: ClusterStack) =>
  new AuthMethod(scope, "ci", {
    name: "ci",
    maxTokenTtl: "15m",
    login: {
      type: "JWT",
      keys: { publicKeys: ["-----BEGIN PUBLIC KEY-----\n...\n-----END PUBLIC KEY-----"] },
      issuers: ["https://git.example"],
      audiences: ["nomad"],
      claimMappings: { project_path: "project" },
      listClaimMappings: { groups: "groups" },
      signingAlgorithms: ["ES256"],
    },
  });

describe("login", () => {
  it("with a token is checked with keys, and bound to roles and policies by claims", () => {
    const scope = stack();
    const lab = new Namespace(scope, "lab", { name: "lab" });
    const deployers = new AclRole(scope, "deployers", { name: "deployers" });
    lab.grantSubmitJobs(deployers);
    const read = new AclPolicy(scope, "read", { name: "read", rules: { node: "read" } });
    const authMethod = ci(scope);
    new BindingRule(scope, "deploy", {
      authMethod,
      selector: 'value.project == "ops/${x}"',
      bind: { role: deployers },
    });
    new BindingRule(scope, "read-nodes", { authMethod, bind: { policy: read }, description: "all" });
    new BindingRule(scope, "root", { authMethod, selector: '"admins" in list.groups', bind: "management" });
    const { nomad_acl_auth_method, nomad_acl_binding_rule } = synthesized(scope).resource;
    expect(nomad_acl_auth_method).toEqual({
      ci: {
        name: "ci",
        type: "JWT",
        token_locality: "local",
        max_token_ttl: "15m",
        config: {
          bound_issuer: ["https://git.example"],
          bound_audiences: ["nomad"],
          claim_mappings: { project_path: "project" },
          list_claim_mappings: { groups: "groups" },
          signing_algs: ["ES256"],
          jwt_validation_pub_keys: ["-----BEGIN PUBLIC KEY-----\n...\n-----END PUBLIC KEY-----"],
        },
      },
    });
    const deploy = nomad_acl_binding_rule?.ci_deploy;
    expect({ ...deploy, selector: asTerraformReads(String(deploy?.selector)) }).toEqual({
      auth_method: "ci",
      bind_type: "role",
      bind_name: "deployers",
      selector: 'value.project == "ops/${x}"',
      depends_on: ["nomad_acl_auth_method.ci", "nomad_acl_role.deployers"],
    });
    expect(nomad_acl_binding_rule?.["ci_read-nodes"]).toMatchObject({
      bind_type: "policy",
      bind_name: "read",
      description: "all",
    });
    expect(nomad_acl_binding_rule?.ci_root).toEqual({
      auth_method: "ci",
      bind_type: "management",
      selector: '"admins" in list.groups',
      depends_on: ["nomad_acl_auth_method.ci"],
    });
  });

  it("in a browser has a client secret that is in no output", () => {
    const scope = stack();
    new AuthMethod(scope, "home", {
      name: "home",
      maxTokenTtl: "8h",
      global: true,
      default: true,
      login: {
        type: "OIDC",
        discoveryUrl: "https://id.example",
        clientId: "nomad",
        clientSecret: Secret.fromEnvironment("oidc_client_secret"),
        redirectUris: ["http://localhost:4649/oidc/callback"],
        scopes: ["groups"],
      },
    });
    const { resource, variable } = synthesized(scope) as ReturnType<typeof synthesized> & { variable: object };
    expect(resource.nomad_acl_auth_method?.home).toEqual({
      name: "home",
      type: "OIDC",
      token_locality: "global",
      default: true,
      max_token_ttl: "8h",
      config: {
        oidc_discovery_url: "https://id.example",
        oidc_client_id: "nomad",
        oidc_client_secret_wo: "${var.oidc_client_secret}",
        oidc_enable_pkce: true,
        allowed_redirect_uris: ["http://localhost:4649/oidc/callback"],
        oidc_scopes: ["groups"],
      },
    });
    expect(variable).toEqual({
      oidc_client_secret: {
        type: "string",
        sensitive: true,
        ephemeral: true,
        nullable: false,
        description: "a secret; give it by TF_VAR_oidc_client_secret",
      },
    });
  });

  it("in a browser has a client secret in the state where the settings say so, and with the official providers", () => {
    for (const settings of [{ secretsInState: true }, { providers: "hashicorp" as const }]) {
      const scope = stackWith(settings);
      new AuthMethod(scope, "home", {
        name: "home",
        maxTokenTtl: "8h",
        login: {
          type: "OIDC",
          discoveryUrl: "https://id.example",
          clientId: "nomad",
          clientSecret: Secret.fromEnvironment("oidc_client_secret"),
          redirectUris: [],
        },
      });
      const { resource, variable } = synthesized(scope) as ReturnType<typeof synthesized> & { variable: object };
      const config = resource.nomad_acl_auth_method?.home?.config;
      expect(config).toHaveProperty("oidc_client_secret", "${var.oidc_client_secret}");
      expect(config).not.toHaveProperty("oidc_client_secret_wo");
      expect(variable).not.toHaveProperty("oidc_client_secret.ephemeral");
    }
  });

  it("fails when a selector names a claim that is not mapped", () => {
    const scope = stack();
    const authMethod = ci(scope);
    expect(
      () => new BindingRule(scope, "a", { authMethod, selector: 'value.projet == "x"', bind: "management" }),
    ).toThrow(
      '[cluster/a] selector: the auth method "ci" maps no claim to "value.projet", so that the rule could never apply; did you mean "value.project"',
    );
    expect(() => new BindingRule(scope, "b", { authMethod, selector: '"x" in list.z', bind: "management" })).toThrow(
      '[cluster/b] selector: the auth method "ci" maps no claim to "list.z", so that the rule could never apply; it maps value.project, list.groups',
    );
  });

  it("fails when Nomad cannot parse the selector", () => {
    const scope = stack();
    expect(
      () => new BindingRule(scope, "a", { authMethod: ci(scope), selector: 'value.project = "x"', bind: "management" }),
    ).toThrow(
      '[cluster/a] selector: got "value.project = \\"x\\"", which Nomad cannot parse at " = \\"x\\"" (character 14); write a comparison such as value.team == "ops"',
    );
  });

  it("keeps a runtime value inside of its text, and refuses one elsewhere", () => {
    const scope = stack();
    const authMethod = ci(scope);
    const team = new TerraformVariable(scope, "team", { type: "string" }).stringValue;
    new BindingRule(scope, "a", { authMethod, selector: `value.project == "${team}"`, bind: "management" });
    const [rule] = Object.values(synthesized(scope).resource.nomad_acl_binding_rule ?? {});
    expect((rule as { selector: string }).selector).toMatch(/^value\.project == "\$\{replace\(.*var\.team.*\)\}"$/);
    expect(
      () => new BindingRule(scope, "b", { authMethod, selector: `value.project == ${team}`, bind: "management" }),
    ).toThrow("[cluster/b] selector: ");
  });

  it("fails when it would give all rights to everybody", () => {
    const scope = stack();
    expect(() => new BindingRule(scope, "a", { authMethod: ci(scope), bind: "management" })).toThrow(
      '[cluster/a] bind: everybody who can log in by "ci" would get all rights; say who with a selector',
    );
  });
});
