import { silent } from "../../../tools/progress";
import type { ServerName } from "../../../tools/server-program";

jest.mock("../../../tools/tool", () => ({
  ...jest.requireActual("../../../tools/tool"),
  ensureTool: jest.fn(),
}));
jest.mock("../../../tools/server-program", () => ({
  ...jest.requireActual("../../../tools/server-program"),
  serverProgram: jest.fn(),
}));

// The setup of the tests has loaded them without the mocks.
jest.resetModules();
const { buildPrograms } = require("../../../lab/programs") as typeof import("../../../lab/programs");
const { ensureTool } = require("../../../tools/tool") as typeof import("../../../tools/tool");
const { serverProgram } = require("../../../tools/server-program") as typeof import("../../../tools/server-program");

/** Starts the builds, and returns what is running and a function that ends one of them. */
function start() {
  const running = new Map<string, () => void>();
  const build = <T>(name: string, result: T) =>
    new Promise<T>((resolve) => {
      running.set(name, () => {
        running.delete(name);
        resolve(result);
      });
    });
  jest.mocked(ensureTool).mockImplementation((name) => build(name, `/cache/${name}`));
  jest
    .mocked(serverProgram)
    .mockImplementation((name: ServerName) =>
      build(name, { path: `/cache/${name}`, version: "1.0.0", source: "pinned" as const }),
    );
  const programs = buildPrograms({}, silent);
  const end = async (name: string) => {
    running.get(name)?.();
    await new Promise(setImmediate);
  };
  return { programs, end, running: () => [...running.keys()] };
}

describe("the programs of a lab", () => {
  it("are built in this order, Nomad and Consul at the same time, and no other program is built", async () => {
    const { programs, end, running } = start();
    // The first one compiles Go's own packages for all.
    expect(running()).toEqual(["images"]);
    await end("images");
    expect(running()).toEqual(["nomad", "consul"]);
    await end("consul");
    expect(running()).toEqual(["nomad", "supervisor"]);
    await end("supervisor");
    expect(running()).toEqual(["nomad", "nomad-driver-podman"]);
    await end("nomad-driver-podman");
    await end("nomad");
    const server = (name: string) => ({ path: `/cache/${name}`, version: "1.0.0", source: "pinned" });
    expect(await programs).toEqual({
      images: "/cache/images",
      nomad: server("nomad"),
      consul: server("consul"),
      supervisor: "/cache/supervisor",
      podmanDriver: "/cache/nomad-driver-podman",
    });
  });
});
