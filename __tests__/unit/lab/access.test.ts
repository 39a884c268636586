import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ConsulClient } from "../../../clients";
import { createAgentTokens, setUpWorkloadIdentity } from "../../../lab/access";

jest.setTimeout(60_000);

/** A Consul that creates what it is asked to, and answers the first request for each object with an error all the same. */
function forgetfulConsul() {
  const objects = new Map<string, { kind: string; body: Record<string, unknown> }>();
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => {
      text += part;
    });
    request.on("end", () => {
      if (request.method === "GET") {
        response.end(
          JSON.stringify([...objects.values()].filter(({ kind }) => kind === "binding-rule").map(({ body }) => body)),
        );
        return;
      }
      const kind = request.url?.split("/").at(-1) ?? "";
      const body = JSON.parse(text);
      const key = `${kind} ${body.Name ?? body.SecretID ?? text}`;
      response.statusCode = 500;
      response.end(
        objects.has(key) ? `Invalid: "${key}" already ${kind === "token" ? "in use" : "exists"}` : "leadership lost",
      );
      objects.set(key, { kind, body });
    });
  });
  return { server, objects };
}

const { server, objects } = forgetfulConsul();
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

/** Repeats a step until it succeeds, as the lab's start does. */
async function untilDone(step: () => Promise<void>): Promise<void> {
  for (let attempts = 0; attempts < 20; attempts++) {
    try {
      return await step();
    } catch (error) {
      expect(String(error)).toContain("leadership lost");
    }
  }
  throw new Error("20 attempts were not enough");
}

const count = (kind: string) => [...objects.values()].filter((each) => each.kind === kind).length;

test("a lab's Consul objects are created once, also when the answer to a request is lost", async () => {
  const consul = new ConsulClient({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const node = { name: "n1", address: "192.0.2.1" } as Parameters<typeof createAgentTokens>[1][number]["node"];
  await untilDone(() => createAgentTokens(consul, [{ node, consulAgent: "a", nomadAgent: "b" }]));
  expect([count("policy"), count("token")]).toEqual([2, 2]);
  await untilDone(() => setUpWorkloadIdentity(consul, false));
  expect([count("auth-method"), count("binding-rule"), count("policy"), count("role")]).toEqual([1, 2, 3, 1]);
});
