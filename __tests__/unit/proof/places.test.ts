import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { prove } from "../../../cli/proof/prove";
import { Stack } from "../../../cli/stack/stack";
import { emptyReport, FIRST, SECOND, World } from "./world";

describe("a proof", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  describe("of a state in Consul", () => {
    const KEY = "/v1/kv/cdknomad/prod/apps";

    /** Stores the state as Terraform does. */
    function storeState(): void {
      const content = gzipSync(JSON.stringify(world.state));
      const put = (at: string, value: Buffer) => {
        world.consul.answers[at] = { body: [{ Value: value.toString("base64") }], index: 400 };
      };
      if (content.length < 300) {
        throw new Error("the state is too short to be split");
      }
      const chunks = [content.subarray(0, 200), content.subarray(200)];
      const keys = chunks.map((_, index) => `cdknomad/prod/apps/tfstate.abc/${index}`);
      put(KEY, Buffer.from(JSON.stringify({ "current-hash": "abc", chunks: keys })));
      for (const [index, chunk] of chunks.entries()) {
        put(`/v1/kv/${keys[index]}`, chunk);
      }
    }

    beforeEach(() => {
      const { address } = world.consul;
      Object.assign(world.configuration.terraform, {
        backend: { consul: { address, path: "cdknomad/prod/apps", gzip: true } },
      });
      storeState();
    });

    it("is next to it, also if the state is split", async () => {
      await world.plan();
      expect((await world.prove()).proved).toBeDefined();
      expect(world.consul.requests).toContain(`PUT ${KEY}/.proof`);
      expect(existsSync(world.proofFile)).toBe(false);
    });

    it("is not used if a part of the state was edited with the same hash", async () => {
      await world.plan();
      world.state.resources[1].instances[0].attributes.description = "edited";
      storeState();
      expect((await world.prove()).partial?.addresses.get("apps")).toEqual(["nomad_namespace.dns"]);
    });

    it("is not possible if a part of the state is missing", async () => {
      await world.plan();
      delete world.consul.answers["/v1/kv/cdknomad/prod/apps/tfstate.abc/1"];
      expect((await world.prove()).reason).toMatch(/a part of its state is missing/);
    });

    it("is reported if Consul does not accept it", async () => {
      const { store } = await world.prove(FIRST);
      world.consul.refusesWrites = true;
      await expect(store([emptyReport], true)).rejects.toThrow(/403/);
    });
  });

  it("is one of all stacks or of none", async () => {
    const folder = path.join(world.root, "stacks", "dns");
    await world.prove();
    mkdirSync(folder, { recursive: true });
    const second = { terraform: { backend: { local: { path: "../../terraform.dns.tfstate" } } }, output: {} };
    writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(second));
    const state = (serial: number, lineage = "d") =>
      writeFileSync(
        path.join(world.root, "terraform.dns.tfstate"),
        JSON.stringify({ version: 4, lineage, serial, resources: [] }),
      );
    state(1);
    const both = (now: number) =>
      prove([new Stack("apps", world.folder), new Stack("dns", folder)], {
        engine: world.engine,
        environment: world.environment,
        now,
      });
    await (await both(FIRST)).store([emptyReport, { ...emptyReport, name: "dns" }], true);
    expect((await both(SECOND)).proved?.reports.map(({ name }) => name)).toEqual(["apps", "dns"]);
    state(2, "e");
    expect(await both(SECOND)).toMatchObject({ reason: "dns: the state changed" });
  });

  it("waits for the first apply without a reason to print", async () => {
    await world.prove();
    rmSync(world.stateFile);
    const found = await prove([new Stack("apps", world.folder)], {
      engine: world.engine,
      environment: world.environment,
    });
    expect(found).toMatchObject({ isImpossible: false, reason: "apps: it has no state yet" });
  });
});
