import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { type Lab, labUp, labVariables } from "../../../../lab";
import { consulApi, nomadApi } from "../../../../lab/apis";
import { testLab } from "../../../runner/lab";
import { Project, type Result } from "../../project";

jest.setTimeout(300_000);

const port = "9998";
const clientSecret = "planted-client-secret";

describe("login by way of an OpenID provider", () => {
  let lab: Lab;
  let provider: ChildProcess;
  let project: Project;
  let deployed: Result;

  /** `node <script> <arguments>` on the node where Nomad's server is. */
  const script = (file: string, ...args: readonly string[]): [string, ...string[]] => [
    process.execPath,
    path.join(__dirname, file),
    ...args,
  ];

  const logIn = async (person: string) => {
    const { stdout, stderr, code } = await lab.exec("n1", script("browser.mjs", "home", person));
    if (code !== 0) {
      throw new Error(stderr);
    }
    return JSON.parse(stdout) as { status: number; text: string };
  };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const command = await lab.commandOn("n1", script("provider.mjs", port, clientSecret));
    const [program, ...args] = command.argv;
    provider = spawn(program, args, { env: command.env, stdio: ["pipe", "pipe", "ignore"] });
    await once(provider.stdout as NodeJS.ReadableStream, "data");
    project = new Project("__tests__/lab/access/oidc/program.ts", {
      ...labVariables(lab),
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      TF_VAR_oidc_client_secret: clientSecret,
    });
    deployed = await project.cdktf("deploy", "oidc", "--auto-approve");
  });

  afterAll(async () => {
    const destroyed = await project.cdktf("destroy", "oidc", "--auto-approve");
    const gone = once(provider, "exit");
    provider.stdin?.end();
    await gone;
    project.remove();
    expect(destroyed.code).toBe(0);
  });

  it("is deployed, its client secret in no output, and a second plan finds nothing to change", async () => {
    expect(deployed.code).toBe(0);
    const { code, output } = await project.plan("oidc");
    expect(code).toBe(0);
    expect(deployed.output).toMatch(/oidc_client_secret_wo\s+= \(write-only attribute\)/);
    expect([deployed.output, output, project.read("stacks/oidc/cdk.tf.json")].join("\n")).not.toContain(clientSecret);
  });

  it("gives a person of the group what the group may do, and no more", async () => {
    const { status, text } = await logIn("ann");
    expect({ status, text: status === 200 ? "a token" : text }).toEqual({ status: 200, text: "a token" });
    const { SecretID } = JSON.parse(text) as { SecretID: string };
    const get = async (resource: string) =>
      (await fetch(`${lab.nomadAddr}${resource}`, { headers: { "X-Nomad-Token": SecretID } })).status;
    expect([await get("/v1/jobs?namespace=default"), await get("/v1/nodes"), await get("/v1/acl/tokens")]).toEqual([
      200, 403, 403,
    ]);
  });

  it("is refused to a person of another group", async () => {
    expect(await logIn("bob")).toEqual({ status: 400, text: "no role or policy bindings matched" });
  });
});

describe("login by the identity of a pipeline", () => {
  let lab: Lab;
  let project: Project;
  const identity = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

  const jwt = (audience: string) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: "pipelines", aud: audience, sub: "main", iat: now, nbf: now - 60, exp: now + 600 };
    const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), identity.privateKey).toString("base64url")}`;
  };

  const pipeline = (token: string) =>
    new Project("__tests__/lab/access/oidc/pipeline.ts", {
      ...labVariables(lab),
      NOMAD_TOKEN: "",
      CONSUL_HTTP_TOKEN: "",
      TF_VAR_ci_jwt: token,
    });

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const config = {
      JWTValidationPubKeys: [identity.publicKey],
      BoundIssuer: "pipelines",
      BoundAudiences: ["cluster"],
      JWTSupportedAlgs: ["RS256"],
    };
    const { BoundIssuer, JWTSupportedAlgs, ...shared } = config;
    await nomadApi(lab).request("PUT", "/v1/acl/auth-method", {
      body: {
        Name: "ci",
        Type: "JWT",
        TokenLocality: "local",
        MaxTokenTTL: "10m",
        Config: { ...shared, BoundIssuer: [BoundIssuer], SigningAlgs: JWTSupportedAlgs },
      },
    });
    await nomadApi(lab).request("PUT", "/v1/acl/binding-rule", { body: { AuthMethod: "ci", BindType: "management" } });
    await consulApi(lab).request("PUT", "/v1/acl/auth-method", { body: { Name: "ci", Type: "jwt", Config: config } });
    await consulApi(lab).request("PUT", "/v1/acl/binding-rule", {
      body: { AuthMethod: "ci", BindType: "policy", BindName: "global-management" },
    });
    project = pipeline(jwt("cluster"));
  });

  afterAll(async () => {
    project.remove();
    const policy = await consulApi(lab).find<{ ID: string }>("/v1/acl/policy/name/pipeline");
    await consulApi(lab).request("DELETE", `/v1/acl/policy/${policy?.ID}`);
    await consulApi(lab).request("DELETE", "/v1/acl/auth-method/ci");
    await nomadApi(lab).request("DELETE", "/v1/namespace/pipeline");
    await nomadApi(lab).request("DELETE", "/v1/acl/auth-method/ci");
  });

  it("plans and applies in both, and leaves no token in Consul and no identity in any output", async () => {
    const planned = await project.cdknomad("plan");
    expect(planned).toEqual({ code: 2, output: expect.stringContaining("2 to create") });
    const applied = await project.cdknomad("apply");
    expect(applied).toEqual({ code: 0, output: expect.any(String) });
    const outputs = [planned.output, applied.output, project.read("stacks/pipeline/cdk.tf.json")].join("\n");
    expect(outputs).not.toContain(jwt("cluster").slice(0, 60));
    expect(await nomadApi(lab).find("/v1/namespace/pipeline")).toBeDefined();
    expect(await consulApi(lab).find("/v1/acl/policy/name/pipeline")).toBeDefined();
    expect(await consulApi(lab).get("/v1/acl/tokens?authmethod=ci")).toEqual([]);
  });

  it("is refused with the identity of another audience", async () => {
    const other = pipeline(jwt("elsewhere"));
    const { code, output } = await other.cdknomad("plan");
    other.remove();
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringMatching(/audience.*\(login-refused\)/) });
    expect(output).not.toContain(jwt("elsewhere").slice(0, 60));
  });
});
