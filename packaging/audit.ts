/**
 * `npx tsx packaging/audit.ts`: asks npm's registry and Go's vulnerability database for known vulnerabilities in everything that users
 * get. It exits with 1 if there are any, and with 3 if one of the two could not be asked.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.join(__dirname, "..");
const govulncheck = "golang.org/x/vuln/cmd/govulncheck@v1.1.4";
const modules = ["provider", "provider/jobspec", "tools/modules/jobspec", "lab/supervisor"];

type Answer = "none known" | "some" | "not asked";

function ask(name: string, folder: string, command: readonly string[], found: number, unasked: RegExp): Answer {
  const [program = "", ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: path.join(root, folder), encoding: "utf8" });
  const said = `${stdout}${stderr}`;
  const answer = status === 0 ? "none known" : status === found && !unasked.test(said) ? "some" : "not asked";
  console.log(`${name}: ${answer}${answer === "none known" ? "" : `\n${said.trim()}`}`);
  return answer;
}

const answers = [
  ask("npm packages", ".", ["npm", "audit", "--omit=dev"], 1, /audit endpoint returned an error|ENOTFOUND/),
  ...modules.map((module) =>
    ask(`go modules of ${module}`, module, ["go", "run", govulncheck, "./..."], 3, /no such host|connection refused/),
  ),
];
process.exitCode = answers.includes("some") ? 1 : answers.includes("not asked") ? 3 : 0;
