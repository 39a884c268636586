import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Counts, failureOf, sum } from "./counts";
import { type Priority, withPriority } from "./priority";

/** A Go module, and its packages with tests. */
interface Tested {
  readonly module: string;
  readonly packages: readonly string[];
}

/** Tests that need no cluster. */
export const goUnits: readonly Tested[] = [
  { module: "provider", packages: ["./cmd/...", "./internal/..."] },
  ...["provider/jobspec", "codegen", "lab/supervisor", "tools/modules/images", "tools/modules/jobspec"].map(
    (module) => ({ module, packages: ["./..."] }),
  ),
];

/** Tests of the providers on a cluster. */
export const goAcceptance: readonly Tested[] = [{ module: "provider", packages: ["./acceptance"] }];

/** One line of `go test -json`. */
interface Event {
  readonly Action: "run" | "pass" | "fail" | "skip" | "output" | "build-output" | string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Output?: string;
}

/**
 * Runs tests of Go modules and prints one line per test.
 *
 * @param environment additional environment variables, such as the address of a cluster
 * @param how with what priority the tests run. @default as this process
 */
export async function runGo(
  tested: readonly Tested[],
  environment: NodeJS.ProcessEnv = {},
  how: Priority = "normal",
): Promise<Counts> {
  const runs: Counts[] = [];
  for (const one of tested) {
    runs.push(await runModule(one, environment, how));
  }
  return sum(...runs);
}

async function runModule({ module, packages }: Tested, environment: NodeJS.ProcessEnv, how: Priority): Promise<Counts> {
  console.log(`go test (${module})`);
  // -count=1, because a test against a cluster must not come from Go's cache.
  const [program, ...args] = withPriority(how, "go", "test", "-json", "-count=1", "-timeout=70m", ...packages);
  const child = spawn(program, args, {
    cwd: path.join(__dirname, "..", "..", module),
    env: { ...process.env, CGO_ENABLED: "0", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
  const results = new Map<string, string>();
  const output = new Map<string, string[]>();
  for await (const line of createInterface({ input: child.stdout })) {
    const event: Event = JSON.parse(line);
    const test = `${event.Package ?? module} ${event.Test ?? ""}`.trim();
    if (event.Output !== undefined) {
      output.set(test, [...(output.get(test) ?? []), event.Output]);
    } else if (["pass", "fail", "skip"].includes(event.Action)) {
      if (event.Test !== undefined) {
        results.set(test, event.Action);
        console.log(`  ${event.Action} ${test}`);
      }
      if (event.Action === "fail") {
        console.log((output.get(test) ?? []).join(""));
      }
    }
  }
  return count(module, results, output, await exit);
}

function count(module: string, results: Map<string, string>, output: Map<string, string[]>, code: number): Counts {
  // Only tests without subtests count.
  const parents = new Set([...results.keys()].map((test) => test.slice(0, Math.max(0, test.lastIndexOf("/")))));
  const leaves = [...results].filter(([test]) => !parents.has(test));
  const having = (action: string) => leaves.filter(([, result]) => result === action).map(([test]) => test);
  const failures = having("fail").map((test) => failureOf(test, (output.get(test) ?? []).slice(1).join("")));
  if (code !== 0 && failures.length === 0) {
    const all = [...output.values()].flat().join("");
    console.log(all);
    failures.push(failureOf(`go test (${module}) ended with ${code} and no failed test`, all));
  }
  return {
    passed: having("pass").length,
    failures,
    skips: having("skip").map((test) => `${test}: ${(output.get(test) ?? []).slice(1, -1).join(" ").trim()}`),
  };
}
