import { execFileSync } from "node:child_process";
import { read, repository } from "./page";

/** Names that look like variables of the user but are not. */
const others = [
  // Nomad sets these for tasks; templates and programs inside jobs read them.
  /^NOMAD_(IP|ADDR(?=_)|PORT|HOST_IP|HOST_PORT|META|UPSTREAM|SECRETS|TASK|ALLOC|UNIX|JOB|GROUP|DC|CPU|MEMORY|NAMESPACE|SHORT|PARENT)(_|$)/,
  // Switched off inside the providers.
  /^TF_LOG_SDK_/,
];

const folders = ["bin", "cli", "clients", "config", "constructs", "lab", "patterns", "provider", "testing", "tools"];
const pattern = String.raw`\b(HTTPS?_PROXY|NO_PROXY|DOCKER_CONFIG|CGO|CDKNOMAD|NOMAD|CONSUL|TERRAFORM|TF|CHECKPOINT|GITHUB|GITLAB|CI|NO_COLOR|FORCE)_?[A-Z0-9_]*`;

/** The environment variables in the sources; a name that ends with `_` is completed at run time. */
function inSources(): string[] {
  const paths = [...folders, "__tests__/runner"].map((folder) => `${folder}/`);
  const found = execFileSync(
    "git",
    ["grep", "-hoP", "--untracked", pattern, "--", ...paths, ":!*_test.go", ":!*/testdata/*", ":!*.md", ":!*.json"],
    { cwd: repository, encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  const names = new Set(found.split("\n").filter((name) => /^[A-Z]+_[A-Z0-9_]+$/.test(name)));
  return [...names].filter((name) => !others.some((other) => other.test(name))).sort();
}

/** The environment variables on the page. */
function onPage(): string[] {
  const page = read("docs/reference/environment-variables.md");
  return [...page.matchAll(/`([A-Z]+_[A-Z0-9_]+)(?:name)?`/g)].map(([, name = ""]) => name);
}

it("lists every environment variable of the sources on the reference page", () => {
  const listed = new Set(onPage());
  expect(inSources().filter((name) => !listed.has(name))).toEqual([]);
});

it("lists no environment variable that the sources do not have", () => {
  const used = new Set(inSources());
  expect([...new Set(onPage())].filter((name) => !used.has(name))).toEqual([]);
});
