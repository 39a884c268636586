import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { reach } from "../../../cli/checks/reach";
import { ConsulClient, NomadClient } from "../../../clients";

describe("the question for the leader", () => {
  const servers: Server[] = [];
  afterAll(() => servers.map((server) => server.close()));

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const saying = (status: number, text: string) => serve((_, answer) => void answer.writeHead(status).end(text));

  it("is no finding where there is one, and shows the clock there", async () => {
    const address = await saying(200, '"10.0.10.11:4647"');
    const { findings, answers, clocks } = await reach(new NomadClient({ address }));
    expect({ findings, answers, whose: clocks.map(({ whose }) => whose) }).toEqual({
      findings: [],
      answers: true,
      whose: [`nomad at ${address}`],
    });
  });

  it.each([
    ["nomad", 500, "No cluster leader"],
    ["consul", 200, '""'],
  ] as const)("says that %s has none", async (product, status, text) => {
    const address = await saying(status, text);
    const Client = product === "nomad" ? NomadClient : ConsulClient;
    const { findings, answers } = await reach(new Client({ address }));
    expect({ findings, answers }).toEqual({
      findings: [
        {
          code: "no-leader",
          level: "problem",
          message: `${product} at ${address} has no leader, and nothing can be read or written; start as many of its servers as make a majority`,
        },
      ],
      answers: false,
    });
  });

  it("says that the servers do not know the region, and which regions they know", async () => {
    // Answers of Nomad 1.11.3 whose region is not federated with the one of the request.
    const address = await serve(({ url = "" }, answer) => {
      const isForward = url.startsWith("/v1/status/leader?region=us");
      answer.writeHead(isForward ? 500 : 200).end(isForward ? "No path to region" : '["eu","global"]');
    });
    const { findings, answers } = await reach(new NomadClient({ address, region: "us" }));
    expect({ findings, answers }).toEqual({
      findings: [
        {
          code: "region-unknown",
          level: "problem",
          message: `nomad at ${address} does not know the region "us" (known: "eu", "global"); correct NOMAD_REGION or nomad.region of the settings, or leave them out for the region of the server`,
        },
      ],
      answers: false,
    });
  });

  it("says that something else answers", async () => {
    const address = await saying(404, "<html>");
    expect((await reach(new NomadClient({ address }))).findings).toEqual([
      {
        code: "server-unreachable",
        level: "problem",
        message: `nomad at ${address} answered 404 to the question for its leader, which is not what it answers; correct its address, or what stands before it`,
      },
    ]);
  });

  it("is asked again when the connection is ended, and not for ever", async () => {
    let asked = 0;
    const ending =
      (times: number): RequestListener =>
      (request, answer) => {
        asked += 1;
        if (asked > times) {
          answer.end('"10.0.10.11:4647"');
        } else {
          (request.socket as import("node:net").Socket).resetAndDestroy();
        }
      };
    expect(await reach(new NomadClient({ address: await serve(ending(2)) }))).toMatchObject({
      answers: true,
      findings: [],
    });
    asked = 0;
    expect(await reach(new NomadClient({ address: await serve(ending(9)) }))).toMatchObject({ answers: false });
    expect(asked).toBe(3);
  });
});
