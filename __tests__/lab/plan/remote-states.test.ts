import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { ClusterStack, type StateSettings } from "../../../constructs";
import { httpStateServer, type StateServer, s3StateServer } from "./state-servers";
import { Typed } from "./typed";

jest.setTimeout(120_000);

const password = "a-password-of-the-state-5c1d";
const lockId = "3f0c0b5e-7f0a-4a53-9d0e-6a1c0d1e2f30";
const lockInfo = JSON.stringify({
  ID: lockId,
  Operation: "OperationTypeApply",
  Who: "ann@ci-1",
  Version: "1.11.4",
  Created: "2026-11-30T08:21:05.123456789Z",
});

/** A server of states. Locks in S3 are among its objects. */
type Server = StateServer & { readonly locks?: Map<string, string> };

/** A kind of state, and what the test does to its server. */
interface Kind {
  readonly name: string;
  start(): Promise<Server>;
  settings(address: string): StateSettings;
  readonly environment: NodeJS.ProcessEnv;
  /** Path of the state of the stack `apps` on the server. */
  readonly state: string;
  lock(server: Server): void;
  isLocked(server: Server): boolean;
}

const kinds: readonly Kind[] = [
  {
    name: "on an HTTP server",
    start: () => httpStateServer("ann", password),
    settings: (address) => ({ http: { address: `${address}/prod/{stack}` } }),
    environment: { TF_HTTP_USERNAME: "ann", TF_HTTP_PASSWORD: password },
    state: "/prod/apps",
    lock: ({ locks }) => locks?.set("/prod/apps", lockInfo),
    isLocked: ({ locks }) => locks?.has("/prod/apps") === true,
  },
  {
    name: "in S3",
    start: s3StateServer,
    settings: (address) => ({
      s3: {
        bucket: "states",
        keyPrefix: "cdknomad/prod",
        region: "us-east-1",
        endpoints: { s3: address },
        usePathStyle: true,
        skipCredentialsValidation: true,
        skipRequestingAccountId: true,
        skipMetadataApiCheck: true,
        skipS3Checksum: true,
      },
    }),
    environment: { AWS_ACCESS_KEY_ID: "ann", AWS_SECRET_ACCESS_KEY: password, AWS_EC2_METADATA_DISABLED: "true" },
    state: "/states/cdknomad/prod/apps.tfstate",
    lock: ({ objects }) => objects.set("/states/cdknomad/prod/apps.tfstate.tflock", lockInfo),
    isLocked: ({ objects }) => objects.has("/states/cdknomad/prod/apps.tfstate.tflock"),
  },
];

describe.each(kinds)("a state $name", ({ start, settings, environment, state, lock, isLocked }) => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-remote-"));
  let server: Server;

  beforeAll(async () => {
    server = await start();
    program("first");
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const run = (...words: string[]) => new Typed(folder, environment, ["cdknomad", ...words]).ended;

  /** Writes what a program would: a stack with the backend of the settings, and a resource that needs no server. */
  function program(input: string): void {
    const app = new App({ outdir: path.join(folder, "unused") });
    const cluster = { nomad: { address: "http://127.0.0.1:4646" }, state: settings(server.address) };
    const stack = new ClusterStack(app, "apps", cluster);
    stack.prepareStack();
    const { backend } = (stack.toTerraform() as { terraform: { backend: object } }).terraform;
    const output = path.join(folder, "cdktf.out", "stacks", "apps");
    mkdirSync(output, { recursive: true });
    const configuration = { terraform: { backend }, resource: { terraform_data: { one: { input } } } };
    writeFileSync(path.join(output, "cdk.tf.json"), JSON.stringify(configuration, null, 2));
    const apps = { name: "apps", workingDirectory: "stacks/apps", dependencies: [] };
    writeFileSync(path.join(folder, "cdktf.out", "manifest.json"), JSON.stringify({ stacks: { apps } }));
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ app: "true" }));
  }

  it("is planned, applied, and planned again without changes, and its lock is released", async () => {
    expect(await run("plan")).toMatchObject({ code: 2, output: expect.stringContaining("1 to create") });
    expect(await run("apply")).toMatchObject({ code: 0, output: expect.stringContaining("1 of 1 done") });
    expect(JSON.parse(server.objects.get(state) ?? "")).toMatchObject({ resources: [{ type: "terraform_data" }] });
    expect(await run("plan")).toMatchObject({
      code: 0,
      output: expect.stringContaining("not proved, so Terraform compares every object"),
    });
    expect(isLocked(server)).toBe(false);
    expect(server.conflicts()).toBe(0);
  });

  it("is read by doctor, which reports its secrets also where nobody has planned", async () => {
    const saved = server.objects.get(state) ?? "";
    const instances = [{ schema_version: 0, attributes: { path: "one", items: { password: "planted-4711" } } }];
    const provider = 'provider["terraform.local/cdknomad/nomad"]';
    const resource = { mode: "managed", type: "nomad_variable", name: "one", provider, instances };
    server.objects.set(state, JSON.stringify({ ...JSON.parse(saved), resources: [resource] }));
    for (const initialized of [true, false]) {
      if (!initialized) {
        rmSync(path.join(folder, "cdktf.out", "stacks", "apps", ".terraform"), { recursive: true });
      }
      const { output } = await run("doctor");
      expect(output).toContain("apps: its state contains secrets: nomad_variable.one (items)");
      expect(output).not.toContain("planted-4711");
    }
    server.objects.set(state, saved);
  });

  it("has no credentials in what synthesis writes", () => {
    const output = path.join(folder, "cdktf.out");
    const written = readdirSync(output, { recursive: true, encoding: "utf8" }).filter(
      (file) => !file.includes(".terraform/") && statSync(path.join(output, file)).isFile(),
    );
    expect(written).toContain("stacks/apps/cdk.tf.json");
    expect(written.filter((file) => readFileSync(path.join(output, file), "utf8").includes(password))).toEqual([]);
  });

  it("is not written while another run holds the lock, and is again after an unlock with the right id", async () => {
    program("second");
    expect(await run("plan")).toMatchObject({ code: 2 });
    lock(server);
    const before = server.objects.get(state);
    expect(await run("apply")).toMatchObject({
      code: 1,
      // Of a lock on an HTTP server, Terraform says only which one it is, OpenTofu also who holds it.
      output: expect.stringMatching(
        new RegExp(`its state is locked by (\\w+|ann@ci-1 .*); wait for it; .*: cdknomad unlock apps ${lockId}`),
      ),
    });
    expect(await run("plan")).toMatchObject({ code: 1, output: expect.stringContaining(lockId) });
    expect(server.objects.get(state)).toBe(before);
    expect(server.conflicts()).toBe(2);

    expect(await run("unlock", "apps", "another-id")).toMatchObject({
      code: 1,
      output: expect.stringContaining("lock-not-released"),
    });
    expect(isLocked(server)).toBe(true);
    expect(await run("unlock", "apps", lockId)).toMatchObject({ code: 0 });
    expect(isLocked(server)).toBe(false);
    expect(await run("plan")).toMatchObject({ code: 2 });
    expect(await run("apply")).toMatchObject({ code: 0 });
    expect(server.objects.get(state)).toContain('"second"');
  });
});
