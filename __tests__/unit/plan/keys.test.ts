import { readChanges } from "../../../cli/plan/read-changes";
import { masked } from "../../../cli/secrets/mask-text";
import type { Change } from "../../../cli/terraform/plan-file";

const fields = (type: string, change: Omit<Change, "actions">) =>
  readChanges(
    {
      resource_changes: [
        { address: `${type}.it`, type, name: "it", mode: "managed", change: { actions: ["update"], ...change } },
      ],
    },
    "plan",
  ).flatMap((resource) => resource.fields.map(({ path, before, after }) => [path, before, after]));

const key = (path: string, value: string, flags: number) => ({ path, value, flags });

it("names a key in Consul's KV by its path, whatever its position in the set, and hides only its value", () => {
  const before = [key("app/a", "planted-1", 1), key("app/b.conf", "planted-2", 2)];
  const after = [key("app/b.conf", "planted-3", 3), key("app/a", "planted-1", 1)];
  for (const [type, block] of [
    ["consul_keys", "key"],
    ["consul_key_prefix", "subkey"],
  ] as const) {
    expect(fields(type, { before: { [block]: before }, after: { [block]: after } })).toEqual([
      [`${block}.app/b.conf.value`, masked, masked],
      [`${block}.app/b.conf.flags`, "2", "3"],
    ]);
  }
});

it("keeps a path that is a secret to itself", () => {
  const sensitive = { key: [{ path: true }] };
  const shown = fields("consul_keys", {
    before: { key: [key("planted-path", "planted-1", 1)] },
    after: { key: [key("planted-path", "planted-2", 1)] },
    before_sensitive: sensitive,
    after_sensitive: sensitive,
  });
  expect(shown).toEqual([["key.0.value", masked, masked]]);
});

it("hides values that Terraform marks by position also in blocks that are shown by name", () => {
  const marks = { block: [{ inner: true }, { words: [false, true] }] };
  const shown = fields("nomad_csi_volume", {
    before: {
      block: [
        { name: "first", inner: "planted-1" },
        { name: "second", words: ["a", "planted-2"] },
      ],
    },
    after: {
      block: [
        { name: "first", inner: "planted-3" },
        { name: "second", words: ["a", "planted-4"] },
      ],
    },
    before_sensitive: marks,
    after_sensitive: marks,
  });
  expect(shown).toEqual([
    ["block.first.inner", masked, masked],
    ["block.second.words", masked, masked],
  ]);
});
