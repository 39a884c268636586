import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { assemble } from "../../cli/import/assemble";
import { examine } from "../../cli/import/examine";
import { type JobAnswer, readJobs } from "../../cli/import/jobspec";
import { SpecError } from "../../constructs/spec";
import { silent } from "../../tools/progress";
import { conformance } from "../unit/import/round-trip";
import { budget, patience } from "./budget";
import { Counted } from "./counted";
import { damaged, nastyTexts } from "./mutated";

jest.setTimeout(patience);

/** So many files go through one process of Nomad's parser. */
const BATCH = 25;

const fixture = (name: string) => readFileSync(path.join(__dirname, "..", "unit", "spec", "fixtures", name), "utf8");
const small = `# license
variable "tag" { default = "1" }
job "web" { // beside
  meta = { "a-b" = "\${var.tag}" }
  /* of several
   * lines */
  group "g" {
    network {
      port "http" { to = 80 }
    }
    task "t" {
      driver = "docker"
      config { image = "a:1" } # the image
      env { GREETING = "hello" }
      template {
        destination = "local/a"
        data        = <<END
{{ key "a" }}
END
      }
    }
  }
}
`;

/** Job files with something odd in the place of a word, a comment or a value, and damaged ones. */
const words = ["web", "hello", "the image", "beside", "lines", "licence", "http", "local/a", "a-b", "docker"];
const respelled = fc
  .tuple(
    fc.constantFrom(...words),
    fc.oneof(fc.constantFrom(...nastyTexts), fc.string({ unit: "binary" })),
    fc.boolean(),
  )
  .map(([word, text, quoted]) => small.replaceAll(word, () => (quoted ? JSON.stringify(text).slice(1, -1) : text)));
const files = fc.oneof(
  respelled,
  damaged(fc.constant(small)),
  damaged(fc.constantFrom(...["it-tools", "coredns-docker", "everything"].map((name) => fixture(`${name}.hcl`)))),
);

/** Returns TypeScript's syntax errors of a module, and the kinds of its statements. */
function parsed(text: string): { readonly problems: readonly string[]; readonly kinds: readonly string[] } {
  const file = ts.createSourceFile("imported.ts", text, ts.ScriptTarget.ES2022, true);
  const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly ts.Diagnostic[] };
  return {
    problems: parseDiagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    kinds: [...new Set(file.statements.map(({ kind }) => ts.SyntaxKind[kind]))],
  };
}

/** The specification of a job, or nothing where it is refused in words. */
function specificationOf({ job, path }: JobAnswer): object | undefined {
  try {
    return examine(job as never, path).specification;
  } catch (error) {
    if (error instanceof SpecError && error.issues.length > 0) {
      return undefined;
    }
    throw error;
  }
}

/** Checks that the program of an imported job consists of imports and one class. */
function holdsOfProgram({ path: origin, job, source }: JobAnswer, specification: object): void {
  const { ID = "", Namespace = "default" } = job ?? {};
  const read = { origin, id: ID, namespace: Namespace, specification, source, notes: [] };
  const [stack] = assemble([read], { out: "/", stack: "fuzz", origin, state: false });
  const [program, test] = (stack?.files ?? []).map(({ text }) => ({ text, ...parsed(text) }));
  expect(program).toEqual({ text: program?.text, problems: [], kinds: ["ImportDeclaration", "ClassDeclaration"] });
  expect(test?.problems).toEqual([]);
}

test("any job file becomes a program of one class that registers the same job, or is refused with the reason", async () => {
  const counted = new Counted("job files");
  await fc.assert(
    fc.asyncProperty(fc.array(files, { minLength: BATCH, maxLength: BATCH }), async (bodies) => {
      const requests = bodies.map((body, index) => ({ path: `/${index}`, body, canonical: true }));
      const answers = await readJobs(requests, "reading", silent);
      expect(answers).toHaveLength(bodies.length);
      const accepted: JobAnswer[] = [];
      for (const answer of answers) {
        const specification = answer.job && specificationOf(answer);
        counted.add(answer.job ? (specification ? "taken" : "refused by Nomad's rules") : "refused by Nomad's parser");
        if (specification) {
          holdsOfProgram(answer, specification);
          accepted.push(answer);
        } else if (answer.job === undefined) {
          expect([...(answer.problems ?? []), ...(answer.missing ?? [])]).not.toHaveLength(0);
        }
      }
      const { different, stopped } = await conformance("", accepted);
      expect({ different, stopped }).toEqual({ different: {}, stopped: {} });
    }),
    budget(3, 1),
  );
  counted.print();
  expect(counted.of("taken")).toBeGreaterThan(10);
});
