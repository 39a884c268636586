import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { labDown, labUp } from "../../lab";
import { platformName, thisPlatform } from "../../tools/platform";
import { PREBUILT_FILE, platformPackage } from "../../tools/prebuilt";
import { formatElapsed } from "../../tools/progress";
import { timed } from "../measure";
import { Container } from "../new-user/container";
import { LocalRegistry } from "./local-registry";

const repository = path.join(__dirname, "..", "..");

/** What a user types, from nothing to a plan. */
const STEPS = ["npm install cdknomad", "npx cdknomad init", "npm install", "npx cdknomad plan"] as const;

interface Row {
  readonly step: string;
  readonly times: number[];
}

/**
 * `npm run release:try`: installs the packages of a release as a user does, on a machine that has Node and Terraform and neither Go nor a compiler,
 * and plans against a lab. The packages are published to a registry on loopback first. The first round gets the other packages through that
 * registry from the registry of this machine, the second one from its storage. Both begin with empty caches of npm. As root.
 *
 * @param packages the folder of `npm run platforms` and `npm run stage`, or `packages` of a release
 */
async function main(packages: string, labName: string): Promise<void> {
  if (!existsSync(path.join(packages, PREBUILT_FILE)) || !existsSync(path.join(packages, "cdknomad"))) {
    const only = platformName(thisPlatform);
    throw new Error(`${packages}: has no packages; run npm run platforms -- --only ${only} && npm run stage`);
  }
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-install-"));
  const registry = await LocalRegistry.start(folder);
  try {
    publish(packages, path.join(folder, "npm"), registry);
    const container = await Container.startWithoutCompiler(folder);
    try {
      const lab = await labUp({ name: labName });
      const variables = { ...registry.variables, NOMAD_ADDR: lab.nomadAddr, NOMAD_TOKEN: lab.nomadToken() };
      const rows: Row[] = STEPS.map((step) => ({ step, times: [] }));
      for (const round of ["through the registry", "from the registry's storage"]) {
        console.log(`\n== ${round}; load ${loadavg()[0]?.toFixed(1)}`);
        await walk(container, rows, variables);
      }
      print(rows);
    } finally {
      await container.end();
      await labDown(labName);
    }
  } finally {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packs the packages of this platform and publishes them as `npm run release:publish` does. */
function publish(packages: string, to: string, registry: LocalRegistry): void {
  const { checksums } = JSON.parse(readFileSync(path.join(packages, PREBUILT_FILE), "utf8"));
  mkdirSync(to);
  for (const name of [...Object.keys(checksums), "cdknomad"]) {
    execFileSync("npm", ["pack", path.join(packages, name), "--silent", "--pack-destination", to], {
      stdio: "inherit",
    });
  }
  const program = path.join(repository, "packaging", "release", "publish.mts");
  execFileSync(process.execPath, ["--import", "tsx", program, "--from", to], {
    cwd: repository,
    env: { ...process.env, ...registry.variables },
    stdio: "inherit",
  });
}

/** One user, from the empty folder to the plan; leaves nothing. */
async function walk(container: Container, rows: readonly Row[], variables: Record<string, string>): Promise<void> {
  const project = "/root/homelab";
  const { output: compilers } = await container.run("command -v go gcc cc clang tcc make || true", "/root");
  if (compilers !== "") {
    throw new Error(`the container has a compiler: ${compilers}`);
  }
  await container.run(`mkdir ${project}`, "/root");
  for (const { step, times } of rows) {
    console.log(`$ ${step}`);
    times.push(
      await timed(async () => {
        const { code } = await container.run(step, project, variables);
        // cdknomad plan exits with 2 if there are changes.
        if (code !== (step === "npx cdknomad plan" ? 2 : 0)) {
          throw new Error(`exit code ${code}: ${step}`);
        }
      }),
    );
  }
  const plugin =
    "cdktf.out/stacks/apps/terraform.d/plugins/terraform.local/cdknomad/nomad/*/*/terraform-provider-nomad*";
  const { output } = await container.run(`node -p 'require("fs").realpathSync(process.argv[1])' ${plugin}`, project);
  if (!output.includes(`/node_modules/${platformPackage(thisPlatform)}/`)) {
    throw new Error(`the provider of the plan is not the one of ${platformPackage(thisPlatform)}: ${output}`);
  }
  await container.run("rm -rf homelab .npm .cache", "/root");
}

function print(rows: readonly Row[]): void {
  console.log("\n| step | through the registry | from its storage |\n|---|---|---|");
  for (const { step, times } of rows) {
    console.log(`| \`${step}\` | ${times.map(formatElapsed).join(" | ")} |`);
  }
  const total = (round: number) => formatElapsed(rows.reduce((sum, { times }) => sum + (times[round] ?? 0), 0));
  console.log(`| all | ${total(0)} | ${total(1)} |`);
}

const { values } = parseArgs({
  options: { packages: { type: "string", default: "release" }, lab: { type: "string", default: "install" } },
});
void main(path.resolve(values.packages), values.lab);
