import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ConsulClient, NomadClient, reportElections } from "../../../clients";

// Answers as in public issues: nomad#367, nomad#6676, consul#1150, consul#3985, consul#15110, consul#2893, consul#9649.
const NOT_CARRIED_OUT = [
  "No cluster leader",
  "rpc error: rpc error: No cluster leader",
  "rpc error making call: Not ready to serve consistent reads",
  "rpc error: node is not the leader",
  "leadership transfer in progress",
  "Raft leader not found in server lookup mapping",
  "No known Consul servers",
  "no servers",
  "rpc error: failed to get conn: dial tcp 10.0.0.1:4647: connect: connection refused",
  "rpc error getting client: failed to get conn: rpc error: lead thread didn't get connection",
];
const UNCLEAR = [
  "rpc error making call: leadership lost while committing log",
  "raft is already shutdown",
  "rpc error: EOF",
  "rpc error making call: session shutdown",
];
const OTHER = ["Permission denied", 'job "No cluster leader" is not valid', "EOF", "No path to region"];

// undici is loaded by the first request, which takes seconds on a busy machine.
jest.setTimeout(60_000);

let server: Server;
let address: string;
let requests: string[];
/** How often the servers answer with a failure before they have a leader. */
let failures: number;
let failure: { readonly status: number; readonly text: string };

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      requests.push(`${request.method} ${body}`);
      const fails = failures-- > 0;
      response.writeHead(fails ? failure.status : 200).end(fails ? failure.text : '{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  reportElections(undefined);
  server.closeAllConnections();
  server.close();
});

const fail = (text: string, times = 1, status = 500) => {
  failures = times;
  failure = { status, text };
};

describe("a request during an election", () => {
  it.each(NOT_CARRIED_OUT)("is sent again after: %s", async (text) => {
    fail(text);
    expect(await new NomadClient({ address }).get("/v1/jobs")).toEqual({ ok: true });
    fail(text);
    expect(await new ConsulClient({ address }).request("PUT", "/v1/kv/app", { body: "value" })).toEqual({ ok: true });
    expect(requests).toEqual(["GET ", "GET ", "PUT value", "PUT value"]);
  });

  it.each(UNCLEAR)("is sent again only if it is a read, after: %s", async (text) => {
    fail(text);
    expect(await new NomadClient({ address }).get("/v1/jobs")).toEqual({ ok: true });
    fail(text);
    await expect(new NomadClient({ address }).request("POST", "/v1/acl/token", { body: "{}" })).rejects.toThrow(
      `nomad at ${address} lost its leader during a write, and whether it was carried out is not known (${text}); start as many of its servers as form a majority (nomad server members shows them), then run the command again (no-leader)`,
    );
    expect(requests).toEqual(["GET ", "GET ", "POST {}"]);
  });

  it.each(OTHER)("is not sent again after: %s", async (text) => {
    fail(text);
    expect(await new NomadClient({ address }).send("GET", "/v1/jobs")).toMatchObject({ status: 500, text });
    expect(requests).toHaveLength(1);
  });

  it("is not sent again after an error of the request", async () => {
    fail("No cluster leader", 1, 400);
    expect(await new NomadClient({ address }).send("GET", "/v1/jobs")).toMatchObject({ status: 400 });
    expect(requests).toHaveLength(1);
  });

  it("asks once for the leader itself, and never waits without patience", async () => {
    fail("No cluster leader", 2);
    expect(await new NomadClient({ address }).send("GET", "/v1/status/leader")).toMatchObject({ status: 500 });
    expect(await new NomadClient({ address }, 1_000, 0).send("GET", "/v1/jobs")).toMatchObject({ status: 500 });
    expect(requests).toHaveLength(2);
  });

  it("ends with the fix, and further requests do not wait again", async () => {
    fail("No cluster leader", 1_000);
    const client = new ConsulClient({ address }, 1_000, 600);
    await expect(client.get("/v1/acl/policies")).rejects.toThrow(
      `consul at ${address} has no leader, and nothing can be read or written (No cluster leader); start as many of its servers as form a majority (consul operator raft list-peers -stale shows them), then run the command again (no-leader)`,
    );
    const sent = requests.length;
    await expect(client.get("/v1/acl/policies")).rejects.toThrow("(no-leader)");
    expect(requests).toHaveLength(sent + 1);
  });

  it("is reported after two seconds", async () => {
    const lines: string[] = [];
    reportElections((line) => lines.push(line));
    fail("No cluster leader", 4);
    await new NomadClient({ address }).get("/v1/jobs");
    expect(lines).toEqual([
      expect.stringMatching(/^nomad at .* has no leader \(No cluster leader\); waiting up to \d+ s for an election$/),
    ]);
  });
});
