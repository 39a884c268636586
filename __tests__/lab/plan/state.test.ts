import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { type Lab, labUp, labVariables } from "../../../lab";
import { testLab } from "../../runner/lab";
import { appOf } from "../app";
import { Typed } from "./typed";

jest.setTimeout(900_000);

const prefix = "cdknomad/state-test";
const planted = "planted-password-6b1f";
const ready = "✔ this machine, the cluster, states, tokens and versions are as an apply needs them";
const notSeen = `? versions of nomad's servers were not looked at: it answered 403 to the token; node { policy = "read" } in one of its policies lets it (not-checked)`;

describe("a state in Consul", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-state-"));
  let lab: Lab;
  let access: NodeJS.ProcessEnv;
  let stateToken: string;

  const run = async (words: string, environment: NodeJS.ProcessEnv = {}) => {
    const { code, output } = await new Typed(folder, { ...access, ...environment }, words.split(" ")).ended;
    // The first line of doctor names the servers.
    return { code, output: output.replace(/^nomad at .*\n(?=\d+ stacks)/m, "") };
  };
  const ask = async (product: "nomad" | "consul", method: string, url: string, body?: unknown, token?: string) => {
    const [address, header, own] =
      product === "nomad"
        ? [lab.nomadAddr, "X-Nomad-Token", lab.nomadToken()]
        : [lab.consulAddr, "X-Consul-Token", lab.consulToken()];
    const response = await fetch(`${address}/v1/${url}`, {
      method,
      headers: { [header]: token ?? own },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  };
  const create = async (product: "nomad" | "consul", url: string, body: unknown) => {
    const { status, body: answer } = await ask(product, product === "nomad" ? "POST" : "PUT", url, body);
    if (status !== 200) {
      throw new Error(`${url}: ${status} ${answer}`);
    }
    return answer.length > 0 ? JSON.parse(answer.toString("utf8")) : undefined;
  };
  const stateOf = async (stack: string) => {
    const { body } = await ask("consul", "GET", `kv/${prefix}/${stack}?raw`);
    return JSON.parse(gunzipSync(body).toString("utf8"));
  };

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    access = {
      ...labVariables(lab),
      CDKNOMAD_STATE: prefix,
      TF_VAR_planted_password: planted,
    };
    const app = appOf(path.join(__dirname, "state-program.ts"));
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app }));
    expect(await run("cdknomad plan")).toMatchObject({ code: 2 });
    expect(await run("cdknomad apply")).toMatchObject({ code: 0, output: expect.stringContaining("5 of 5 done") });
    const { SecretID } = await create("consul", "acl/token", { Policies: [{ Name: "state-of-test" }] });
    stateToken = SecretID;
  });

  afterAll(async () => {
    await ask("nomad", "DELETE", "job/state-test?purge=true");
    await ask("nomad", "DELETE", "var/state-test/upstream");
    await ask("nomad", "DELETE", "acl/policy/state-test-nothing");
    await ask("consul", "DELETE", `kv/${prefix}?recurse`);
    rmSync(folder, { recursive: true });
  });

  it("holds of secrets exactly those that docs/how-to/state.md lists", async () => {
    const { resources } = (await stateOf("secrets")) as {
      resources: { type: string; instances: { attributes: Record<string, unknown> }[] }[];
    };
    const attributes = (type: string) => resources.find((one) => one.type === type)?.instances[0]?.attributes;
    // The password is write-only: it is searched below, in the whole state.
    expect(attributes("nomad_variable")?.items).toEqual({ user: "dns" });
    const { secret_id: secret } = attributes("nomad_acl_token") as { secret_id: string };
    expect(secret).toMatch(/^[0-9a-f-]{36}$/);
    // Nowhere else: what is left of both states without the token is searched for every secret there is.
    const jobs = (await stateOf("jobs")) as { resources: typeof resources };
    const rest = JSON.stringify([resources.filter(({ type }) => type !== "nomad_acl_token"), jobs]);
    for (const value of [planted, secret, lab.nomadToken(), lab.consulToken()]) {
      expect(rest).not.toContain(value);
    }
    const listed = [...readFileSync("docs/how-to/state.md", "utf8").matchAll(/^\| `(\w+)` \| `(\w+)` \|/gm)];
    const here = new Set([...resources, ...jobs.resources].map(({ type }) => type));
    expect(
      listed.filter(([, type = ""]) => here.has(type)).map(([, type, attribute]) => `${type}.${attribute}`),
    ).toEqual([
      "nomad_job.jobspec", // what a program writes there itself, which this one does not
      "nomad_variable.items",
      "nomad_acl_token.secret_id",
    ]);
  });

  it("has its token in nothing that synthesis and Terraform write", async () => {
    expect(await run("cdknomad plan --out other.plan")).toMatchObject({ code: 0 });
    const files = ["jobs", "secrets"].flatMap((stack) => [
      `cdktf.out/stacks/${stack}/cdk.tf.json`,
      `cdktf.out/stacks/${stack}/.terraform/terraform.tfstate`,
      `other.plan/${stack}.tfplan`,
    ]);
    for (const file of [...files, "other.plan/report.json"]) {
      expect(readFileSync(path.join(folder, file), "latin1")).not.toContain(lab.consulToken());
    }
  });

  it("is kept with a token that has the policy for it, which can do nothing else", async () => {
    const environment = { CONSUL_HTTP_TOKEN: stateToken, CDKNOMAD_TEST_JOB_ONLY: "1" };
    expect(await run("cdknomad plan jobs", environment)).toMatchObject({ code: 0 });
    expect(await run("cdknomad doctor --no-nodes", environment)).toEqual({
      code: 0,
      output: `1 stacks looked at\n${ready}\n`,
    });
    const tried = [
      ["PUT", "kv/other/key", "x"],
      ["PUT", "kv/cdknomad/state-test-of-another", "x"],
      ["GET", "acl/tokens", undefined],
      ["PUT", "acl/policy", { Name: "mine" }],
      ["PUT", "agent/service/register", { Name: "mine" }],
      ["PUT", `kv/${prefix}/own`, "x"],
    ] as const;
    const statuses = [];
    for (const [method, url, body] of tried) {
      statuses.push((await ask("consul", method, url, body, stateToken)).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 403, 200]);
    expect((await ask("consul", "GET", "kv/?keys", undefined, stateToken)).body.toString()).not.toContain("nomad-");
  });

  describe("doctor, plan and apply", () => {
    const doctor = (environment: NodeJS.ProcessEnv) =>
      run("cdknomad doctor --no-nodes", { CDKNOMAD_TEST_JOB_ONLY: "1", ...environment });

    it("say before anything begins that Consul does not answer", async () => {
      const closed = await freePort();
      const environment = { CONSUL_HTTP_ADDR: `http://127.0.0.1:${closed}` };
      const message = `jobs: its state cannot be reached: consul at http://127.0.0.1:${closed} does not answer: connect ECONNREFUSED 127.0.0.1:${closed}; correct the address, or start the server (state-unreachable)`;
      expect(await doctor(environment)).toEqual({ code: 1, output: `1 stacks looked at\n✖ ${message}\n` });
      const planned = await run("cdknomad plan", { CDKNOMAD_TEST_JOB_ONLY: "1", ...environment });
      expect(planned).toEqual({ code: 1, output: `error: nothing was planned:\n  ${message}\n` });
    });

    it("say which rules the token for the state lacks", async () => {
      expect(await doctor({ CONSUL_HTTP_TOKEN: "" })).toEqual({
        code: 1,
        output: `1 stacks looked at
✖ jobs: the token in CONSUL_HTTP_TOKEN may not keep the state and its lock at ${prefix}/jobs in consul; add to one of its policies: (rights-missing)
key_prefix "${prefix}/" {
  policy = "write"
}
session_prefix "" {
  policy = "write"
}
`,
      });
    });

    it("say that Nomad does not answer, and that it does not know the token", async () => {
      const closed = `http://127.0.0.1:${await freePort()}`;
      expect((await doctor({ NOMAD_ADDR: closed })).output).toContain(
        `✖ nomad at ${closed} does not answer: connect ECONNREFUSED`,
      );
      expect((await doctor({ NOMAD_TOKEN: "11111111-2222-3333-4444-555555555555" })).output).toContain(
        `✖ nomad at ${lab.nomadAddr} does not know the token: Permission denied; set NOMAD_TOKEN to one that it knows (token-not-accepted)\n`,
      );
    });

    it("say which rights the token for Nomad lacks, as rules to add, and Nomad agrees", async () => {
      const token = await create("nomad", "acl/token", {
        Name: "ci",
        Type: "client",
        Policies: ["state-test-nothing"],
      });
      const message = `jobs: the token "ci" lacks rights; add to one of its policies: (rights-missing)
namespace "default" {
  capabilities = ["submit-job", "read-job"]
}`;
      expect(await doctor({ NOMAD_TOKEN: token.SecretID })).toEqual({
        code: 1,
        output: `1 stacks looked at\n✖ ${message}\n${notSeen}\n`,
      });
      const read = async () => (await ask("nomad", "GET", "job/state-test", undefined, token.SecretID)).status;
      expect(await read()).toBe(403);
      // With the rules that it names, it is silent, and the state is kept.
      await create("nomad", "acl/policy/state-test-nothing", {
        Name: "state-test-nothing",
        Rules: message.slice(message.indexOf("\n") + 1),
      });
      expect(await doctor({ NOMAD_TOKEN: token.SecretID })).toEqual({
        code: 0,
        output: `1 stacks looked at\n${notSeen}\n${ready}\n`,
      });
    });

    it("say that a server is older than the types", async () => {
      const proxy = await olderNomad(lab.nomadAddr);
      try {
        const { code, output } = await doctor({ NOMAD_ADDR: proxy.address });
        // Doctor also reports what is wrong with that version, and that the nodes have another one.
        expect(output).toContain(
          "1 stacks looked at\n! nomad: n1.global 1.9.0, older than 1.11.3, which this version of cdknomad is made for: a server drops a field that it does not know without a word; upgrade it (server-outdated)\n",
        );
        expect(code).toBe(0);
      } finally {
        proxy.server.close();
        proxy.server.closeAllConnections();
      }
    });
  });
});

/** A port on loopback where nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The real server, but for its version: a cluster of another one would have to be built. */
async function olderNomad(target: string): Promise<{ readonly address: string; readonly server: Server }> {
  const server = createServer(async (incoming, answer) => {
    const token = incoming.headers["x-nomad-token"];
    const response = await fetch(new URL(incoming.url ?? "/", target), {
      headers: typeof token === "string" ? { "X-Nomad-Token": token } : {},
    });
    answer.writeHead(response.status, { "content-type": "application/json" });
    answer.end((await response.text()).replace(/"build":"[^"]*"/g, '"build":"1.9.0"'));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
