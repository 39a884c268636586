import { arrange } from "../../../cli/import/arrange";
import { layout } from "../../../cli/import/layout";

test("a key with the name of a property of every object is kept", () => {
  const meta = JSON.parse('{"__proto__":"1","a-b":"2"}');
  const text = layout(arrange({ name: "web", meta, groups: [] }));
  expect(text).toContain('["__proto__"]: "1"');
  expect(Object.entries(new Function(`return ${text}`)().meta)).toEqual([
    ["__proto__", "1"],
    ["a-b", "2"],
  ]);
});

test("the name of a driver without types can have any characters", () => {
  const task = { name: "t", driver: "a\nb", config: { one: "1", two: "2", three: "3", four: "4" } };
  const text = layout(arrange({ name: "web", groups: [{ name: "g", tasks: [task] }] }));
  expect(text).toContain('...otherDriver("a\\nb", {');
});
