import { assemble } from "../../../cli/import/assemble";
import { className, constantName, fileName } from "../../../cli/import/names";
import type { ReadJob } from "../../../cli/import/read-target";
import { repositoryRoot } from "../../../tools/cache";
import { formatted } from "./biome";
import { compile } from "./compile";
import { deployedJob } from "./evaluate";

jest.setTimeout(300_000);

const read = (id: string): ReadJob => ({
  origin: `${id}.nomad.hcl`,
  id,
  namespace: "default",
  specification: {
    name: id,
    groups: [{ name: "web", tasks: [{ name: "web", driver: "exec2", config: { command: "/bin/web" } }] }],
  },
  notes: [],
});

/** Ids that Nomad takes, and that mean something else in a program or in a stack. */
const awkward = [
  ...["backend", "nomad", "job", "Job", "id", "scope", "settings", "class", "default", "construct", "other-driver"],
  ...[
    "1st",
    "a/b",
    "a.b",
    "a-b",
    "a b",
    "über",
    "Почта-2",
    "μητρώο",
    "クラスタ",
    "-",
    "cluster-stack",
    "job-props",
    "constructor",
    "this",
  ],
];

describe("the names of imported jobs", () => {
  it("are valid names in TypeScript", () => {
    expect([constantName("it-tools"), className("it-tools"), fileName("it-tools")]).toEqual([
      "itTools",
      "ItToolsStack",
      "it-tools",
    ]);
    expect([constantName("2nd.job"), className("2nd.job"), fileName("2nd.job")]).toEqual([
      "_2ndJob",
      "_2ndJobStack",
      "2nd-job",
    ]);
  });

  it.each([
    ["Grüße", "Grusse"],
    ["Почтовый ящик", "Pochtovyy-yashchik"],
    ["Київ.їжак", "Kiyiv-yizhak"],
    ["Щит", "Shchit"],
    ["чекање-ђорђе", "chekanje-djordje"],
    ["Μητρώο χρηστών", "Mitroo-christon"],
    ["クラスタ", "job"],
  ])("are written with ASCII letters: %s", (id, name) => {
    expect(fileName(id)).toBe(name);
  });

  it("make a program that compiles", () => {
    const { errors, texts } = compile(awkward.map(read));
    expect(errors).toEqual([]);
    expect(texts).toEqual(formatted(texts));
  });

  it.each([...awkward, "cluster"])("make a stack that synthesizes: %s", (id) => {
    const [stack] = assemble([read(id)], {
      out: repositoryRoot,
      stack: fileName(id),
      origin: "the test",
      state: false,
    });
    expect(deployedJob(stack?.files[0]?.text ?? "").wire).toMatchObject({ Name: id });
  });
});
