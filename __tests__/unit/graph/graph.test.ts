import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { App } from "cdktf";
import { mermaid } from "../../../cli/graph/mermaid";
import { svg } from "../../../cli/graph/svg";
import { AclPolicy, AclRole, ClusterStack, Job, Namespace } from "../../../constructs";
import { AccessStack } from "../../../stacks/access";
import { AppsStack } from "../../../stacks/apps";
import { DnsStack } from "../../../stacks/dns";
import { pictureOf } from "./project";

const settings = { nomad: { address: "http://127.0.0.1:4646" } };
const docs = path.join(__dirname, "../../../docs");

/** The project's own stacks as they are on the lab of three nodes. */
function ownStacks(app: App): void {
  const cluster = { ...settings, nodes: 3 as const, consul: { address: "http://127.0.0.1:8500" } };
  const access = new AccessStack(app, "access", cluster);
  new AppsStack(app, "apps", cluster);
  new DnsStack(app, "dns", cluster).addDependency(access);
}

/** So many jobs of one service each, in four namespaces of unequal size. */
function manyJobs(count: number): (app: App) => void {
  return (app) => {
    const stack = new ClusterStack(app, "apps", settings);
    const namespaces = ["web", "data", "batch", "edge"].map((name) => new Namespace(stack, name, { name }));
    for (let index = 0; index < count; index++) {
      new Job(stack, `job-${index}`, {
        name: `job-${index}`,
        namespace: namespaces[Math.floor(Math.sqrt(index)) % namespaces.length] as Namespace,
        groups: [
          {
            name: "main",
            services: [{ name: `service-${index}`, provider: "nomad" }],
            tasks: [{ name: "main", driver: "raw_exec", config: { command: "/bin/true" } }],
          },
        ],
      });
    }
  };
}

/** Texts of the drawing, in order. */
function words(drawing: string): string[] {
  return [...drawing.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) =>
    text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll(" ", " "),
  );
}

jest.setTimeout(60_000);

describe("cdknomad graph", () => {
  it("reads the rights and the DNS names from the files of a synthesis", async () => {
    const picture = await pictureOf(ownStacks);
    expect(picture.stacks).toEqual([
      { name: "access", step: 1, after: [] },
      { name: "apps", step: 1, after: [] },
      { name: "dns", step: 2, after: ["access"] },
    ]);
    expect(picture.zones).toEqual([
      { domain: "lab.example.com", job: "dns/coredns", namespaces: ["default", "lab", "public", "dns"] },
    ]);
    expect(picture.namespaces.map(({ name, isCreated, jobs }) => [name, isCreated, jobs.map(({ id }) => id)])).toEqual([
      ["default", false, ["it-tools"]],
      ["dns", true, ["coredns"]],
      ["lab", true, []],
      ["public", true, []],
    ]);
    expect(picture.namespaces[0]?.jobs[0]?.services).toEqual([
      { name: "ittools", provider: "nomad", port: "http", dnsNames: ["ittools.lab.example.com"] },
    ]);
    expect(picture.policies.map(({ of, name, holders }) => [of, name, holders])).toEqual([
      ["nomad", "dns-read-jobs", [{ kind: "job", name: "dns/coredns" }]],
      ["consul", "nomad-dns-tasks", [{ kind: "role", name: "nomad-dns-tasks" }]],
      ["consul", "nomad-lab-tasks", [{ kind: "role", name: "nomad-lab-tasks" }]],
      ["consul", "nomad-public-tasks", [{ kind: "role", name: "nomad-public-tasks" }]],
    ]);
  });

  it("finds the holders of a policy by its name and by a reference, and only the namespaces that it opens", async () => {
    const picture = await pictureOf((app) => {
      const stack = new ClusterStack(app, "access", settings);
      for (const name of ["web-a", "web-b", "data"]) {
        new Namespace(stack, name, { name });
      }
      const policy = new AclPolicy(stack, "readers", {
        name: "readers",
        rules: { namespaces: { "web-*": { policy: "read" } }, node: "read" },
      });
      new AclRole(stack, "people", { name: "people", policies: [policy] });
      new AclRole(stack, "others", { name: "others", policies: ["somebody-elses"] });
    });
    expect(picture.policies).toEqual([
      {
        of: "nomad",
        name: "readers",
        holders: [{ kind: "role", name: "people" }],
        rules: [
          { scope: "namespace", names: ["web-*"], rights: ["read"] },
          { scope: "node", names: [], rights: ["read"] },
        ],
      },
    ]);
    expect(mermaid(picture)).toBe(`flowchart LR
subgraph n1["order of deployment"]
  n2["1. access"]
end
n3{{"nomad policy readers<br/>namespace web-#42;: read<br/>node: read"}}
n4("role people")
subgraph n5["data"]
end
subgraph n6["web-a"]
end
subgraph n7["web-b"]
end
n4 -. has .-> n3
n3 --> n6
n3 --> n7
`);
  });

  it.each([5, 100])(
    "draws %i jobs with all their words, no wider than twice its height and no higher than twice its width",
    async (count) => {
      const drawing = await svg(await pictureOf(manyJobs(count)));
      const shown = words(drawing);
      for (let index = 0; index < count; index++) {
        expect(shown).toContain(`job-${index}`);
        expect(shown).toContain(`service-${index}`);
      }
      const [, width, height] = drawing.match(/<svg width="(\d+)pt" height="(\d+)pt"/) ?? [];
      expect(Number(width) / Number(height)).toBeGreaterThan(0.5);
      expect(Number(width) / Number(height)).toBeLessThan(2);
    },
  );

  it("gives every text the width of its box, so that it fits in every font", async () => {
    const drawing = await svg(await pictureOf(ownStacks));
    const texts = [...drawing.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)];
    expect(texts.length).toBeGreaterThan(20);
    for (const [, attributes = "", text = ""] of texts) {
      expect({ text, attributes }).toEqual({
        text,
        attributes: expect.stringMatching(/ textLength="[\d.]+" lengthAdjust="spacingAndGlyphs"/),
      });
      const [, width] = /textLength="([\d.]+)"/.exec(attributes) ?? [];
      const [, size] = /font-size="([\d.]+)"/.exec(attributes) ?? [];
      const characters = [...text.replaceAll(/&[^;]+;/g, " ")].length;
      // Between the narrowest and the widest letters of a font.
      expect(Number(width) / Number(size) / characters).toBeGreaterThan(0.2);
      expect(Number(width) / Number(size) / characters).toBeLessThan(1);
    }
  });

  it("draws a job that is HCL without reading it", async () => {
    const picture = await pictureOf((app) => {
      const stack = new ClusterStack(app, "apps", settings);
      stack.addOverride("resource.nomad_job.old", { jobspec: 'job "old" { }' });
    });
    expect(picture.namespaces).toEqual([
      { name: "written as HCL", isCreated: false, jobs: [{ id: "old", type: "HCL", stack: "apps", services: [] }] },
    ]);
  });

  it("is what docs/how-to/graph.md shows; CDKNOMAD_WRITE_DOCS=1 draws it again", async () => {
    const picture = await pictureOf(ownStacks);
    const drawing = await svg(picture);
    const page = path.join(docs, "how-to", "graph.md");
    const block = /```mermaid\n[\s\S]*?```/;
    if (process.env.CDKNOMAD_WRITE_DOCS) {
      writeFileSync(path.join(docs, "images/lab.svg"), drawing);
      writeFileSync(
        page,
        readFileSync(page, "utf8").replace(block, () => `\`\`\`mermaid\n${mermaid(picture)}\`\`\``),
      );
    }
    expect(drawing).toBe(readFileSync(path.join(docs, "images/lab.svg"), "utf8"));
    expect(readFileSync(page, "utf8").match(block)?.[0]).toBe(`\`\`\`mermaid\n${mermaid(picture)}\`\`\``);
  });
});
