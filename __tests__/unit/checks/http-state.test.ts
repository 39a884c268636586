import { checkOtherStates } from "../../../cli/checks/check-stacks";
import { lockFinding, lockInMessage, unlock } from "../../../cli/checks/state-lock";
import { Stack } from "../../../cli/stack/stack";
import { CodedError } from "../../../errors";
import { httpStateServer } from "../../lab/plan/state-servers";

const stackWith = (backend: object) => Stack.parse(JSON.stringify({ terraform: { backend } }), "apps");

describe("a state on an HTTP server", () => {
  let server: Awaited<ReturnType<typeof httpStateServer>>;
  const { env } = process;
  const http = (fields: object = {}) => {
    const address = `${server.address}/prod/apps`;
    return stackWith({ http: { address, lock_address: address, unlock_address: address, ...fields } });
  };
  const account = { TF_HTTP_USERNAME: "ann", TF_HTTP_PASSWORD: "right" };

  beforeAll(async () => {
    server = await httpStateServer("ann", "right");
  });
  afterAll(() => server.close());
  beforeEach(() => {
    process.env = { ...env, ...account };
  });
  afterEach(() => {
    process.env = env;
  });

  it("is no finding if the server has it, or has none yet", async () => {
    expect(await checkOtherStates([http()])).toEqual([]);
    server.objects.set("/prod/apps", "{}");
    expect(await checkOtherStates([http()])).toEqual([]);
  });

  it("is a problem if the server does not accept the account, whose password is not shown", async () => {
    process.env.TF_HTTP_PASSWORD = "wrong-password";
    const address = `${server.address}/prod/apps`;
    expect(await checkOtherStates([http({ address: `${address}?private_token=hidden` })])).toEqual([
      {
        code: "state-unreachable",
        level: "problem",
        message: `apps: its state cannot be reached: ${address} answered 401; set TF_HTTP_USERNAME and TF_HTTP_PASSWORD to an account that may read and write it`,
      },
    ]);
  });

  it("is a problem if nothing answers", async () => {
    const [finding] = await checkOtherStates([http({ address: "http://127.0.0.1:1/prod/apps" })]);
    expect(finding?.message).toMatch(
      /^apps: its state cannot be reached: http:\/\/127.0.0.1:1\/prod\/apps does not answer/,
    );
  });

  it("is not looked at without Terraform with certificates of the environment, nor is a state of another kind", async () => {
    process.env.TF_HTTP_CLIENT_CA_CERTIFICATE_PEM = "-----BEGIN CERTIFICATE-----";
    const found = await checkOtherStates([http(), stackWith({ s3: { bucket: "states" } })]);
    expect(found).toEqual([
      expect.objectContaining({ level: "unknown", message: expect.stringContaining("contains certificates") }),
      expect.objectContaining({
        level: "unknown",
        message: "apps: only Terraform reads its state in s3; install it to see whether it can",
      }),
    ]);
  });

  it("is read by Terraform with certificates of the environment, and so is a state of another kind", async () => {
    process.env.TF_HTTP_CLIENT_CA_CERTIFICATE_PEM = "-----BEGIN CERTIFICATE-----";
    const denied = new CodedError("state-unreadable", "apps: the state cannot be read: Access Denied");
    const pull = async (stack: Stack) => ("s3" in stack.backend ? Promise.reject(denied) : "{}");
    expect(await checkOtherStates([http(), stackWith({ s3: { bucket: "states" } })], pull)).toEqual([
      { code: "state-unreachable", level: "problem", message: "apps: the state cannot be read: Access Denied" },
    ]);
  });

  it("is unlocked with the id of its lock only, also by a server that wants other methods", async () => {
    server.locks.set("/prod/apps", JSON.stringify({ ID: "one" }));
    await expect(unlock(http(), "two")).rejects.toThrow(
      /the lock two cannot be released: .* answered 409; .* \(lock-not-released\)/,
    );
    await expect(unlock(http({ unlock_method: "DELETE" }), "one")).rejects.toThrow("answered 405");
    expect(server.locks.size).toBe(1);
    await unlock(http(), "one");
    expect(server.locks.size).toBe(0);
  });

  it("has no lock to release without an address of one", async () => {
    const address = `${server.address}/prod/apps`;
    await expect(unlock(stackWith({ http: { address } }), "one")).rejects.toThrow("its state has no lock");
  });
});

describe("the lock in a message of Terraform", () => {
  const message = `HTTP remote state already locked: ID=one
Lock Info:
  ID:        one
  Path:      
  Operation: OperationTypePlan
  Who:       ann@ci-1
  Version:   1.11.4
  Created:   2026-11-30 08:21:05.123456789 +0000 UTC
  Info:      `;

  it("names the holder and the command that releases it", () => {
    const lock = lockInMessage(stackWith({ s3: { bucket: "states" } }), message);
    expect(lock && lockFinding(lock).message).toBe(
      "apps: its state is locked by ann@ci-1 since 2026-11-30T08:21:05Z for plan; wait for it; if that process is gone, release the lock with: cdknomad unlock apps one",
    );
  });

  it("has the id of the holder if Terraform shows its own attempt", () => {
    const own = message.replace("locked: ID=one", "locked: ID=other");
    const lock = lockInMessage(stackWith({ http: {} }), own);
    expect(lock && lockFinding(lock).message).toMatch(
      /^apps: its state is locked by \w+; wait for it; if that process is gone, release the lock with: cdknomad unlock apps other$/,
    );
  });

  it("is not used for a state whose lock can be asked for, and not without an id", () => {
    expect(lockInMessage(stackWith({ consul: { path: "cdknomad/apps" } }), message)).toBeUndefined();
    expect(lockInMessage(stackWith({ s3: {} }), "Error acquiring the state lock")).toBeUndefined();
  });
});
