import { comment } from "../../../cli/import/comment";

test.each([
  ["U+2028", "harmless\u2028process.exit(3)", "// harmless\\u2028process.exit(3)"],
  ["a carriage return", "harmless\rprocess.exit(3)", "// harmless\\x0dprocess.exit(3)"],
  ["a line feed", "one\ntwo", "// one two"],
  ["what turns the order of letters", "\u202eelbisivni", "// \\u202eelbisivni"],
  ["nothing odd", "as it was: ünïcode 🙂  ", "// as it was: ünïcode 🙂"],
])("a comment of a job file with %s stays a comment of the program", (_, line, written) => {
  expect(comment(line)).toBe(written);
});
