import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { type Lab, labUp, labVariables } from "../../../../lab";
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
    expect(deployed.output).toMatch(/oidc_client_secret\s+= \(sensitive value\)/);
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
