import { arrange } from "../../../cli/import/arrange";
import { layout } from "../../../cli/import/layout";

test("a key of the name that every object has is written so that it is kept", () => {
  const meta = JSON.parse('{"__proto__":"1","a-b":"2"}');
  const text = layout(arrange({ name: "web", meta, groups: [] }));
  expect(text).toContain('["__proto__"]: "1"');
  expect(Object.entries(new Function(`return ${text}`)().meta)).toEqual([
    ["__proto__", "1"],
    ["a-b", "2"],
  ]);
});
