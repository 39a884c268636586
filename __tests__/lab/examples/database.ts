import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Lab } from "../../../lab";
import { nomad, running, until } from "../dns/cluster";

/** The only running allocation of a job, as soon as there is one: a program restarts when its database moves. */
export function only(lab: Lab, job: string): Promise<string> {
  return until(`one running allocation of ${job}`, async () => {
    const all = await running(lab, "default", job);
    return all.length === 1 ? all[0]?.ID : undefined;
  });
}

/**
 * Runs a command and waits a moment before its end, because `nomad alloc exec` can lose output that was printed just before it.
 *
 * @see https://github.com/hashicorp/nomad/issues/27146
 */
const UNHURRIED = ["sh", "-c", '"$@"; code=$?; sleep 0.5; exit $code', "sh"] as const;

/** Runs a command in a task of a job. */
export async function inTask(
  lab: Lab,
  job: string,
  task: string,
  ...command: readonly string[]
): Promise<{ readonly code: number; readonly text: string }> {
  const id = await only(lab, job);
  const exec = ["nomad", "alloc", "exec", "-task", task, id, ...UNHURRIED, ...command] as const;
  const { code, stdout, stderr } = await lab.exec("n1", exec);
  return { code, text: `${stdout}${stderr}`.trim() };
}

/** Runs a command that starts a job of a batch, and waits for its end: what its task printed, and the status of its allocation. */
export async function finished(
  lab: Lab,
  command: readonly string[],
): Promise<{ readonly status: string; readonly output: string }> {
  const job = command.at(-1) ?? "";
  const before = new Set((await runsOf(lab, job)).map(({ ID }) => ID));
  const started = await lab.exec("n1", ["nomad", "job", ...command]);
  if (started.code !== 0) {
    throw new Error(`${started.stdout}${started.stderr}`);
  }
  const run = await until(`the end of ${job}`, async () =>
    (await runsOf(lab, job)).find(({ ID, ClientStatus }) => !before.has(ID) && /complete|failed/.test(ClientStatus)),
  );
  // Nomad copies the output of a task into its logs, and can mark the task as ended before it did.
  const output = await until(`the output of ${job}`, async () => {
    const logs = `nomad alloc logs ${run.ID}; nomad alloc logs -stderr ${run.ID}`;
    const { stdout, stderr } = await lab.exec("n1", ["sh", "-c", logs]);
    return `${stdout}${stderr}` || undefined;
  });
  return { status: run.ClientStatus, output };
}

/** The allocations of the runs of a periodic or parameterized job. */
async function runsOf(lab: Lab, job: string): Promise<{ ID: string; ClientStatus: string }[]> {
  const all = await nomad<{ ID: string; JobID: string; ClientStatus: string }[]>(lab, "GET", "/v1/allocations");
  return all.filter(({ JobID }) => JobID.startsWith(`${job}/`));
}

/** A request to Nomad's API with the identity of a task: the status, and whether the answer has a password. */
const REQUEST = String.raw`
use IO::Socket::UNIX;
my ($method, $path, $body) = @ARGV;
my $socket = IO::Socket::UNIX->new(Peer => "$ENV{NOMAD_SECRETS_DIR}/api.sock") or die $!;
print $socket "$method /v1/$path HTTP/1.0\r\nX-Nomad-Token: $ENV{NOMAD_TOKEN}\r\nContent-Length: ", length($body // ""), "\r\n\r\n", $body // "";
local $/;
my $answer = <$socket>;
my ($status) = $answer =~ m{^\S+ (\d+)};
print $status, ($answer =~ /"password":"(\w+)"/ ? " with a password" : "");
`;

/** What Nomad's API answers to a program of the job. */
export async function asked(lab: Lab, job: string, method: string, request: string, body = ""): Promise<string> {
  return (await inTask(lab, job, job, "perl", "-e", REQUEST, method, request, body)).text;
}

/** The passwords in Nomad Variables, by user. */
export async function passwords(lab: Lab, job: string): Promise<Record<string, string>> {
  const found = await nomad<{ Path: string }[]>(lab, "GET", `/v1/vars?prefix=postgres/${job}/users/`);
  const read = found.map(async ({ Path }) => {
    const { Items } = await nomad<{ Items: Record<string, string> }>(lab, "GET", `/v1/var/${Path}`);
    return [String(Items.user), String(Items.password)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** The files below a folder that contain one of the texts. */
export function filesWith(folder: string, texts: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => {
      const content = readFileSync(file, "utf8");
      return texts.some((text) => content.includes(text));
    });
}
