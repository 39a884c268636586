import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { backendFindings } from "../../../cli/checks/consul-token";
import { tokenRights } from "../../../cli/checks/nomad-token";
import { runningJobs } from "../../../cli/import/cluster";
import { NomadClient } from "../../../clients";

/** A server that gives each request the same answer, except that of a token about itself. */
async function withServer<T>(
  status: number,
  text: string,
  run: (address: string) => Promise<T>,
  about = { status, text },
): Promise<T> {
  const server: Server = createServer((request, response) => {
    const answer = request.url === "/v1/acl/token/self" ? about : { status, text };
    response.statusCode = answer.status;
    response.end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

// Case e: doctor, plan and apply reported the expired token, import a missing right.
describe("an expired token of Nomad", () => {
  it.each([403, 500])("is reported as expired by import, with status %d", (status) =>
    withServer(status, "ACL token expired", async (address) => {
      await expect(runningJobs(new NomadClient({ address, token: "old" }), "default", "web")).rejects.toThrow(
        `nomad at ${address}: the token has expired; log in again, or set NOMAD_TOKEN to a valid token (token-expired)`,
      );
    }),
  );

  it("is reported as expired by the check of plan, apply and doctor", () =>
    withServer(500, "ACL token expired", async (address) => {
      expect(await tokenRights(new NomadClient({ address, token: "old" }))).toMatchObject({
        finding: {
          code: "token-expired",
          message: `nomad at ${address}: the token has expired; log in again, or set NOMAD_TOKEN to a valid token`,
        },
      });
    }));

  it("is reported as expired where Nomad only denies the request", () =>
    withServer(
      403,
      "Permission denied",
      async (address) => {
        await expect(runningJobs(new NomadClient({ address, token: "old" }), "default", "web")).rejects.toThrow(
          "the token has expired",
        );
      },
      { status: 500, text: "ACL token expired" },
    ));

  it("is not a token without a right", () =>
    withServer(403, "Permission denied", async (address) => {
      await expect(runningJobs(new NomadClient({ address, token: "old" }), "default", "web")).rejects.toThrow(
        "set NOMAD_TOKEN to a token with read-job in that namespace",
      );
    }));
});

describe("an expired token of Consul", () => {
  it("is reported as expired or deleted, which Consul does not distinguish", () =>
    withServer(403, "ACL not found", async (address) => {
      const backend = { kind: "consul", consul: { address, token: "old" }, path: "cdknomad/apps" } as const;
      expect(await backendFindings("apps", backend, "read")).toEqual([
        {
          code: "token-expired",
          level: "problem",
          message: `apps: its state cannot be reached: consul at ${address}: the token has expired or was deleted; log in again, or set CONSUL_HTTP_TOKEN to a valid token`,
        },
      ]);
    }));
});
