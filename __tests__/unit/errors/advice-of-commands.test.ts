import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Annotations, App } from "cdktf";
import { certificateFindings } from "../../../cli/checks/certificates";
import { clockFindings } from "../../../cli/checks/clocks";
import { checkFreeSpace } from "../../../cli/checks/free-space";
import { reach } from "../../../cli/checks/reach";
import { providerFindings, versionFindings } from "../../../cli/checks/versions";
import { vulnerabilityFindings } from "../../../cli/checks/vulnerabilities";
import { putDriftIssue } from "../../../cli/ci/drift-issue";
import type { Forge } from "../../../cli/ci/forge";
import { pipelineOf } from "../../../cli/ci/pipeline";
import { answerOf } from "../../../cli/commands/bootstrap/not-ready";
import { commentCommand } from "../../../cli/commands/ci/comment";
import { preparePlanFolder, readReport, requirePlanFolder, writeReport } from "../../../cli/plan/folder";
import { synthesize } from "../../../cli/program/synthesize";
import { type Report, reportFormat } from "../../../cli/report/report";
import { Stack } from "../../../cli/stack/stack";
import { NomadClient, retry } from "../../../clients";
import { AclPolicy, AclRole, AclToken, AuthMethod, ClusterStack } from "../../../constructs";
import { CodedError } from "../../../errors";
import { parseRegistries } from "../../../lab/registry";
import { checkCache } from "../../../tools/cache-prune";
import { withLock } from "../../../tools/lock";
import { prebuiltProgram, sha256, sourceKey } from "../../../tools/prebuilt";
import { makeCertificate } from "../clients/certificate";

let folder: string;
let server: Server;
/** What the server answers; the status and the text. */
let answer: (url: string) => readonly [number, string];
const at = (...names: string[]) => path.join(folder, ...names);
const write = (text: string, ...names: string[]) => {
  mkdirSync(path.dirname(at(...names)), { recursive: true });
  writeFileSync(at(...names), text);
  return at(...names);
};
const nomad = (region?: string) => {
  const { port } = server.address() as AddressInfo;
  return new NomadClient({ address: `http://127.0.0.1:${port}`, ...(region !== undefined && { region }) });
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "advice-commands-"));
  server = createServer(({ url = "" }, response) => {
    const [status, text] = answer(url);
    response.writeHead(status).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const report = (mode: "plan" | "drift", problems: Report["stacks"][number]["problems"] = []): Report =>
  ({
    format: reportFormat,
    mode,
    summary: { errors: problems.length, drifted: 0 },
    stacks: [{ name: "apps", dependencies: [], resources: [], problems }],
  }) as unknown as Report;
const forge = { openIssues: async () => [] } as unknown as Forge;
const gitlab = {
  GITLAB_CI: "true",
  CI_API_V4_URL: "https://gitlab.example.com/api/v4",
  CI_PROJECT_ID: "7",
  CI_COMMIT_SHA: "1f0c2d9",
  CI_JOB_URL: "https://gitlab.example.com/jobs/1",
};
const settings = { nomad: { address: "http://127.0.0.1:4646" } };

function stacks(accessDependsOn: boolean) {
  const app = new App();
  const [access, apps] = [new ClusterStack(app, "access", settings), new ClusterStack(app, "apps", settings)];
  if (accessDependsOn) {
    access.addDependency(apps);
  }
  const policy = new AclPolicy(access, "policy", { name: "p", rules: { namespaces: { team: { policy: "read" } } } });
  return new AclRole(apps, "role", { name: "r", policies: [policy] });
}

/** The warnings of a stack's constructs, each with its code. */
function warningsOf(declare: (stack: ClusterStack) => unknown) {
  const add = jest.spyOn(Annotations.prototype, "addWarning").mockImplementation(() => {});
  declare(new ClusterStack(new App(), "access", settings));
  const messages = add.mock.calls.map(([message]) => ({ code: /\(([a-z-]+)\)$/.exec(message)?.[1] ?? "", message }));
  add.mockRestore();
  return messages;
}

function program(command: string) {
  write(JSON.stringify({ app: command }), "program", "cdktf.json");
  write('{ "stacks": {} }', "program", "cdktf.out", "manifest.json");
  return synthesize(at("program"));
}

/** Runs a command with only these environment variables added. */
async function withVariables<T>(variables: NodeJS.ProcessEnv, run: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await run();
  } finally {
    process.env = before;
  }
}

const isOurs = (days: readonly [number, number]) =>
  certificateFindings("nomad", { caFile: write(makeCertificate({ name: "ours", days }).cert, "ours.pem") }, Date.now());
const providerOf = (isBuilt: boolean) => {
  const source = "terraform.local/cdknomad/nomad";
  const stack = Stack.parse(
    JSON.stringify({ terraform: { required_providers: { nomad: { source, version: "1.0.0" } } } }),
  );
  Object.defineProperty(stack, "folder", { value: at("provider") });
  if (isBuilt) {
    const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
    write("", "provider", "terraform.d", "plugins", source, "1.0.0", platform, "terraform-provider-nomad_v1.0.0");
  }
  return providerFindings(stack);
};

/** The program of a release, whose platform has an installed package. */
const prebuiltOf = (isDamaged: boolean) => {
  const program = { name: "hello", dir: path.dirname(write("module hello\n", "hello", "go.mod")), packagePath: "." };
  const platform = { os: "linux", cpu: "x64" };
  const checksums = { "linux-x64": { hello: sha256(Buffer.from("hello")) } };
  const from = at("release");
  write(
    JSON.stringify({ version: "1.0.0", sources: { hello: sourceKey(program) }, checksums }),
    "release",
    "prebuilt.json",
  );
  const installed = ["release", "node_modules", "@cdknomad", "linux-x64"];
  write('{ "version": "1.0.0" }', ...installed, "package.json");
  write(isDamaged ? "hel" : "hello", ...installed, "bin", "hello");
  prebuiltProgram(program, { manifest: from, from, platform });
};

/** A mistake, which throws or returns findings, and the same work after the advice of the message was followed. */
interface Advice {
  readonly code: string;
  readonly mistake: () => unknown;
  readonly followed: () => unknown;
}

const table: readonly Advice[] = [
  { code: "certificate-not-valid", mistake: () => isOurs([-30, -1]), followed: () => isOurs([-1, 30]) },
  {
    code: "clock-differs",
    mistake: () => clockFindings([{ whose: "nomad", ahead: 300, margin: 1 }]),
    followed: () => clockFindings([{ whose: "nomad", ahead: 0, margin: 1 }]),
  },
  {
    code: "server-outdated",
    mistake: () => versionFindings("nomad", [{ name: "n1", version: "1.9.0" }]),
    followed: () => versionFindings("nomad", [{ name: "n1", version: "1.11.3" }]),
  },
  {
    code: "version-vulnerable",
    mistake: () => vulnerabilityFindings([{ name: "n1", version: "1.11.3" }]),
    followed: () => vulnerabilityFindings([{ name: "n1", version: "2.0.4" }]),
  },
  { code: "checksum-wrong", mistake: () => prebuiltOf(true), followed: () => prebuiltOf(false) },
  { code: "provider-missing", mistake: () => providerOf(false), followed: () => providerOf(true) },
  {
    code: "no-space",
    mistake: () => checkFreeSpace([], [folder], () => 10),
    followed: () => checkFreeSpace([], [folder], () => 2 ** 30),
  },
  {
    code: "region-unknown",
    mistake: async () => {
      answer = (url) => (url.startsWith("/v1/regions") ? [200, '["eu"]'] : [500, "No path to region"]);
      return (await reach(nomad("us"))).findings;
    },
    followed: async () => {
      answer = () => [200, '"10.0.10.11:4647"'];
      return (await reach(nomad("eu"))).findings;
    },
  },
  {
    code: "no-leader",
    mistake: async () => {
      answer = () => [500, "No cluster leader"];
      return (await reach(nomad())).findings;
    },
    followed: async () => {
      answer = () => [200, '"10.0.10.11:4647"'];
      return (await reach(nomad())).findings;
    },
  },
  {
    code: "server-unreachable",
    mistake: async () => (await reach(new NomadClient({ address: "http://127.0.0.1:1" }))).findings,
    followed: async () => {
      answer = () => [200, '"10.0.10.11:4647"'];
      return (await reach(nomad())).findings;
    },
  },
  {
    code: "server-not-ready",
    mistake: () => {
      answer = () => [500, "No cluster leader"];
      return answerOf(nomad(), "GET", "/v1/status/leader", {});
    },
    followed: () => {
      answer = () => [200, '"10.0.10.11:4647"'];
      return answerOf(nomad(), "GET", "/v1/status/leader", {});
    },
  },
  {
    code: "server-refused",
    mistake: () => {
      answer = () => [500, "index out of range"];
      return nomad().get("/v1/nodes");
    },
    followed: () => {
      answer = () => [200, "[]"];
      return nomad().get("/v1/nodes");
    },
  },
  {
    code: "token-expired",
    mistake: () => {
      answer = () => [500, "ACL token expired"];
      return nomad().get("/v1/nodes");
    },
    followed: () => {
      answer = () => [200, "[]"];
      return nomad().get("/v1/nodes");
    },
  },
  {
    code: "wait-failed",
    mistake: () =>
      retry({ limit: 1, pause: 1, what: "Nomad's nodes" }, () =>
        Promise.reject(new CodedError("server-refused", "n1: driver podman is not healthy")),
      ),
    followed: () => retry({ limit: 1, what: "Nomad's nodes" }, async () => "healthy"),
  },
  {
    code: "plan-missing",
    mistake: () => readReport(at("no-plan")),
    followed: () => {
      preparePlanFolder(at("a-plan"));
      writeReport(at("a-plan"), report("plan"));
      readReport(at("a-plan"));
    },
  },
  {
    code: "plan-folder-in-use",
    mistake: async () => {
      const other = spawn("sleep", ["30"]);
      write(`${other.pid}\n`, "used", "unfinished");
      try {
        requirePlanFolder(at("used"));
      } finally {
        other.kill();
        await once(other, "exit");
      }
    },
    followed: () => requirePlanFolder(at("used")), // the other process has ended
  },
  {
    code: "plan-changed",
    mistake: () => {
      preparePlanFolder(at("changed"));
      writeReport(at("changed"), report("plan"));
      write("{}", "changed", "report.json");
      readReport(at("changed"));
    },
    followed: () => {
      preparePlanFolder(at("changed"));
      writeReport(at("changed"), report("plan"));
      readReport(at("changed"));
    },
  },
  {
    code: "report-not-drift",
    mistake: () => putDriftIssue(forge, report("plan"), "log"),
    followed: () => putDriftIssue(forge, report("drift"), "log"),
  },
  {
    code: "report-has-errors",
    mistake: () =>
      putDriftIssue(forge, report("drift", [{ level: "error", summary: "cannot be read", detail: "" }]), "log"),
    followed: () => putDriftIssue(forge, report("drift"), "log"),
  },
  {
    code: "not-in-a-pipeline",
    mistake: () => pipelineOf({}),
    followed: () => pipelineOf({ ...gitlab, GITLAB_TOKEN: "t" }),
  },
  {
    code: "pipeline-variable",
    mistake: () => pipelineOf(gitlab),
    followed: () => pipelineOf({ ...gitlab, GITLAB_TOKEN: "t" }),
  },
  {
    code: "no-pull-request",
    mistake: () =>
      withVariables({ GITHUB_ACTIONS: "", ...gitlab, GITLAB_TOKEN: "t" }, () =>
        commentCommand().parseAsync([at("report.json")], { from: "user" }),
      ),
    followed: () => pipelineOf({ ...gitlab, GITLAB_TOKEN: "t", CI_MERGE_REQUEST_IID: "4" }).pullRequest,
  },
  { code: "program-failed", mistake: () => program("exit 3"), followed: () => program("true") },
  { code: "stack-cycle", mistake: () => stacks(true), followed: () => stacks(false) },
  {
    code: "secret-in-state",
    mistake: () => warningsOf((stack) => new AclToken(stack, "ci", { name: "ci", policies: ["read"] })),
    followed: () =>
      warningsOf(
        (stack) =>
          new AuthMethod(stack, "login", {
            name: "login",
            maxTokenTtl: "1h",
            login: { type: "JWT", keys: { jwksUrl: "https://id.example.com/keys" }, audiences: ["nomad"] },
          }),
      ),
  },
  {
    code: "image-source",
    mistake: () => parseRegistries("docker.io"),
    followed: () => parseRegistries("docker.io=https://mirror.example.com"),
  },
  {
    code: "cache-unusable",
    mistake: () => withVariables({ CDKNOMAD_CACHE: write("", "no-folder") }, async () => checkCache()),
    followed: () => withVariables({ CDKNOMAD_CACHE: folder }, async () => checkCache()),
  },
  {
    code: "lock-failed",
    mistake: () =>
      withLock(
        "/proc/cdknomad.lock",
        () => {},
        async () => {},
      ), // nobody can write there
    followed: () =>
      withLock(
        at("locks", "build"),
        () => {},
        async () => {},
      ),
  },
];

describe("the advice of a command's message", () => {
  beforeEach(() => jest.spyOn(process.stderr, "write").mockImplementation(() => true));
  afterEach(() => jest.restoreAllMocks());

  const codesOf = async (work: () => unknown): Promise<readonly unknown[]> => {
    try {
      const result = await work();
      return Array.isArray(result) ? result.map((one) => (one as { code?: string }).code) : [];
    } catch (error) {
      return [(error as { code?: string }).code ?? error];
    }
  };

  it.each(table)("makes $code go away", async ({ code, mistake, followed }) => {
    expect(await codesOf(mistake)).toEqual([code]);
    expect(await codesOf(followed)).toEqual([]);
  });
});
