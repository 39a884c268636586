import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, Testing } from "cdktf";
import { chooseStacks } from "../../../cli/choose-stacks";
import { requireReportFile } from "../../../cli/ci/read-report";
import { ClusterFolder } from "../../../cli/commands/bootstrap/cluster-folder";
import { handOver } from "../../../cli/commands/bootstrap/hand-over";
import { explainCommand } from "../../../cli/commands/explain";
import { parseTarget } from "../../../cli/import/target";
import { writeFiles } from "../../../cli/import/write-files";
import { requirePlanFolder } from "../../../cli/plan/folder";
import { readStacks } from "../../../cli/program/synthesize";
import { reportFormat } from "../../../cli/report/report";
import { requireReportFiles } from "../../../cli/report/report-files";
import { tokenOf } from "../../../cli/stack/provider-block";
import { Stack } from "../../../cli/stack/stack";
import { readTlsFiles } from "../../../clients";
import { chooseEnvironment, type Environments } from "../../../config/environment";
import { settings } from "../../../config/settings";
import { AclPolicy, ClusterStack, ConsulAclPolicy, HostVolume, Namespace } from "../../../constructs";
import { CodedError } from "../../../errors";
import { requireLab } from "../../../lab";
import { labPaths } from "../../../lab/paths";
import { silent } from "../../../tools/progress";
import { ensureTerraform } from "../../../tools/terraform";

let folder: string;
const at = (...names: string[]) => path.join(folder, ...names);
const write = (text: string, ...names: string[]) => {
  mkdirSync(path.dirname(at(...names)), { recursive: true });
  writeFileSync(at(...names), text);
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "advice-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const nomad = { address: "http://127.0.0.1:4646" };
const consul = { address: "http://127.0.0.1:8500" };
const cluster = (withConsul = true) => new ClusterStack(new App(), "apps", { nomad, ...(withConsul && { consul }) });
const prod: Environments = { prod: { nomad: { address: "https://10.0.10.11:4646" } } };

function namespaces(names: readonly string[]): readonly Namespace[] {
  const stack = cluster();
  return names.map((name, index) => new Namespace(stack, `namespace-${index}`, { name }));
}

/** A mistake that has a code, and the same work after the advice of the message was followed. */
interface Advice {
  readonly code: string;
  readonly mistake: () => unknown;
  readonly followed: () => unknown;
}

const table: readonly Advice[] = [
  {
    code: "property-invalid",
    mistake: () => new AclPolicy(cluster(), "policy", { name: "my policy", rules: {} }),
    followed: () => new AclPolicy(cluster(), "policy", { name: "my-policy", rules: {} }),
  },
  {
    code: "address-taken",
    mistake: () => namespaces(["apps", "apps"]),
    followed: () => namespaces(["apps", "shop"]),
  },
  {
    code: "consul-missing",
    mistake: () => new ConsulAclPolicy(cluster(false), "policy", { name: "read", rules: {} }),
    followed: () => new ConsulAclPolicy(cluster(), "policy", { name: "read", rules: {} }),
  },
  {
    code: "environment-unknown",
    mistake: () => settings({}, prod),
    followed: () => settings({ CDKNOMAD_ENV: "prod" }, prod),
  },
  {
    code: "environment-differs",
    mistake: () => chooseEnvironment(prod, "prod", { NOMAD_ADDR: "http://127.0.0.1:4646" }),
    followed: () => chooseEnvironment(prod, "prod", {}),
  },
  {
    code: "states-shared",
    mistake: () => chooseEnvironment({ ...prod, lab: { nomad } }, "lab", {}),
    followed: () => chooseEnvironment({ ...prod, lab: { nomad, state: { folder: "state/lab" } } }, "lab", {}),
  },
  {
    code: "stack-unknown",
    mistake: () => chooseStacks([new Stack("apps", folder, [])], ["app"]),
    followed: () => chooseStacks([new Stack("apps", folder, [])], ["apps"]),
  },
  {
    code: "code-unknown",
    mistake: () => explainCommand().parseAsync(["image-not-pined"], { from: "user" }),
    followed: () => explainCommand().parseAsync(["image-not-pinned"], { from: "user" }),
  },
  {
    code: "import-source",
    mistake: () => parseTarget(at("shop")),
    followed: () => parseTarget("shop@default"),
  },
  {
    code: "file-exists",
    mistake: () => {
      write("old", "shop.ts");
      writeFiles([{ path: at("shop.ts"), text: "new" }], { force: false });
    },
    followed: () => {
      write("old", "shop.ts");
      writeFiles([{ path: at("shop.ts"), text: "new" }], { force: true });
    },
  },
  {
    code: "not-a-plan-folder",
    mistake: () => {
      write("", "plans", "notes.txt");
      requirePlanFolder(at("plans"));
    },
    followed: () => requirePlanFolder(at("other")),
  },
  {
    code: "report-not-written",
    mistake: () => requireReportFiles({ json: at("reports", "plan.json") }),
    followed: () => {
      mkdirSync(at("reports"));
      requireReportFiles({ json: at("reports", "plan.json") });
    },
  },
  {
    code: "report-missing",
    mistake: () => requireReportFile(at("plan.json")),
    followed: () => {
      write(JSON.stringify({ format: reportFormat }), "plan.json");
      requireReportFile(at("plan.json"));
    },
  },
  {
    code: "report-format",
    mistake: () => {
      write('{ "format": "cdknomad.plan/0" }', "plan.json");
      requireReportFile(at("plan.json"));
    },
    followed: () => {
      write(JSON.stringify({ format: reportFormat }), "plan.json");
      requireReportFile(at("plan.json"));
    },
  },
  {
    code: "no-project",
    mistake: () => readStacks(folder),
    followed: () => {
      write('{ "app": "true" }', "cdktf.json");
      write('{ "stacks": {} }', "cdktf.out", "manifest.json");
      readStacks(folder);
    },
  },
  {
    code: "not-synthesized",
    mistake: () => {
      write('{ "app": "true" }', "cdktf.json");
      readStacks(folder);
    },
    followed: () => {
      write('{ "app": "true" }', "cdktf.json");
      write('{ "stacks": {} }', "cdktf.out", "manifest.json");
      readStacks(folder);
    },
  },
  {
    code: "token-command-failed",
    mistake: () => tokenOf({ token_command: ["sh", "-c", "exit 1"] }, undefined),
    followed: () => tokenOf({ token_command: ["sh", "-c", "exit 1"] }, "from NOMAD_TOKEN"),
  },
  {
    code: "certificate-unreadable",
    mistake: () => readTlsFiles({ caFile: at("ca.pem") }),
    followed: () => {
      write("PEM", "ca.pem");
      readTlsFiles({ caFile: at("ca.pem") });
    },
  },
  {
    code: "hand-over-failed",
    mistake: () => handOver("exit 1", "nomad", "secret"),
    followed: () => handOver("cat > /dev/null", "nomad", "secret"),
  },
  {
    code: "arguments-invalid",
    mistake: () => labPaths("My Lab"),
    followed: () => [labPaths("my-lab"), new ClusterFolder("my-cluster")],
  },
  {
    code: "lab-not-running",
    mistake: () => requireLab("advice-no-lab"),
    followed: () => chooseEnvironment({ own: { nomad } }, "own", {}),
  },
  {
    code: "tool-unusable",
    mistake: () => ensureTerraform(silent, { TERRAFORM_BINARY_NAME: "no-such-program" }),
    followed: () => ensureTerraform(silent, { TERRAFORM_BINARY_NAME: process.execPath }),
  },
];

describe("the advice of an error message", () => {
  beforeEach(() => jest.spyOn(console, "log").mockImplementation(() => {}));
  afterEach(() => jest.restoreAllMocks());

  it.each(table)("makes $code go away", async ({ code, mistake, followed }) => {
    const error = await Promise.resolve()
      .then(mistake)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CodedError);
    expect(error).toMatchObject({ code });
    await Promise.resolve().then(followed);
  });

  it("makes the validation errors of a construct go away", () => {
    const volume = (capabilities: ConstructorParameters<typeof HostVolume>[2]["capabilities"]) => {
      const stack = cluster();
      new HostVolume(stack, "data", { name: "data", pluginId: "mkdir", capabilities });
      return Testing.synth(stack, true);
    };
    expect(() => volume([])).toThrow(/capabilities: there is none; .* \(property-invalid\)/);
    volume([{ accessMode: "single-node-writer", attachmentMode: "file-system" }]);
  });
});
