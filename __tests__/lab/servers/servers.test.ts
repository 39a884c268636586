import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Lab, labUp, labVariables } from "../../../lab";
import { testLab } from "../../runner/lab";
import { makeCertificate } from "../../unit/clients/certificate";
import { Project, type Result } from "../project";
import { type Front, passwordProxy, socketForward } from "./fronts";

jest.setTimeout(600_000);

/** As in case 22: with the characters that an address, a header, and a shell treat specially. */
const PASSWORD = "pa:ss word";
const CREDENTIALS = `ops:${PASSWORD}`;
/** The forms in which a password could be printed or written. */
const FORMS = [PASSWORD, "pa%3Ass%20word", "pa:ss%20word", Buffer.from(CREDENTIALS).toString("base64")];

let lab: Lab;
let folder: string;
/** A project whose token expires while its apply waits for a job. */
let expiring: {
  readonly project: Project;
  readonly expires: number;
  readonly apply: Promise<Result & { readonly at: number }>;
};
const fronts: Front[] = [];
const projects: Project[] = [];

const api = async <T>(method: string, url: string, body?: object): Promise<T> => {
  const answer = await fetch(`${lab.nomadAddr}/v1/${url}`, {
    method,
    headers: { "X-Nomad-Token": lab.nomadToken() },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T;
};

/** A project for the servers of these variables, in an empty shell. */
function projectWith(variables: NodeJS.ProcessEnv): Project {
  // The object stays the caller's, who may change it between two commands.
  const unset = Object.fromEntries(
    Object.keys(process.env).flatMap((name) =>
      /^(NOMAD|CONSUL|CDKNOMAD_(ENV|STATE|LAB$))/.test(name) ? [[name, undefined]] : [],
    ),
  );
  Object.assign(variables, { ...unset, ...variables });
  const project = new Project(path.join("__tests__", "lab", "servers", "program.ts"), variables);
  projects.push(project);
  return project;
}

/** All files of a folder, also in the folders in it, that are not programs. */
function filesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(root, name))
    .filter((file) => statSync(file).isFile() && statSync(file).size < 2 ** 22);
}

/** The key of the state that one of the tests has in Consul. */
const STATE = "cdknomad/servers-test";

/** Removes the jobs and the state of the tests, also those of an earlier run that was ended. */
async function purge(): Promise<void> {
  await fetch(`${lab.consulAddr}/v1/kv/${STATE}?recurse=true`, {
    method: "DELETE",
    headers: { "X-Consul-Token": lab.consulToken() },
  });
  for (const job of ["hello", "waits", "api.v1", "api_v1"]) {
    await fetch(`${lab.nomadAddr}/v1/job/${job}?purge=true`, {
      method: "DELETE",
      headers: { "X-Nomad-Token": lab.nomadToken() },
    });
  }
}

beforeAll(async () => {
  lab = await labUp({ name: testLab });
  await purge();
  folder = mkdtempSync(path.join(tmpdir(), "servers-"));
  const variables: NodeJS.ProcessEnv = { ...labVariables(lab), CDKNOMAD_TEST_JOBS: "waits" };
  const project = projectWith(variables);
  expect(await project.cdknomad("plan")).toMatchObject({ code: 2 });
  // One minute is the shortest life of a token. The tests of addresses run meanwhile.
  const { SecretID, ExpirationTime } = await api<{ SecretID: string; ExpirationTime: string }>("POST", "acl/token", {
    Name: "expires",
    Type: "management",
    ExpirationTTL: "1m",
  });
  variables.NOMAD_TOKEN = SecretID;
  const apply = project.cdknomad("apply").then((result) => ({ ...result, at: Date.now() }));
  expiring = { project, expires: Date.parse(ExpirationTime), apply };
});

afterAll(async () => {
  for (const front of fronts) {
    front.close();
  }
  await purge();
  for (const project of projects) {
    project.remove();
  }
  rmSync(folder, { recursive: true });
});

describe("addresses as the commands of the servers accept them", () => {
  let variables: Readonly<Record<string, string>>;
  beforeAll(() => {
    variables = labVariables(lab);
  });

  /** Plans and applies; returns the output of both. */
  const works = async (project: Project): Promise<string> => {
    const planned = await project.cdknomad("plan", "--html", "plan.html", "--json", "plan.json");
    expect(planned).toMatchObject({ code: 2, output: expect.stringContaining("1 to create") });
    const applied = await project.cdknomad("apply");
    expect(applied).toMatchObject({ code: 0, output: expect.stringContaining("1 of 1 done") });
    return planned.output + applied.output;
  };
  afterEach(() => api("DELETE", "job/hello?purge=true"));

  it.each([
    ["NOMAD_HTTP_AUTH", (at: string) => ({ NOMAD_ADDR: `http://${at}`, NOMAD_HTTP_AUTH: CREDENTIALS })],
    ["an address with a password", (at: string) => ({ NOMAD_ADDR: `http://ops:pa%3Ass%20word@${at}` })],
  ])(
    "works with %s, and no output and no file has the password (terraform-provider-nomad 180, nomad 1610)",
    async (_, of) => {
      const proxy = await passwordProxy(lab.nomadAddr, CREDENTIALS);
      fronts.push(proxy);
      const project = projectWith({ ...variables, ...of(proxy.at) });
      const outputs = await works(project);
      const imported = await project.cdknomad("import", "hello@default");
      expect(imported).toMatchObject({ code: 0, output: expect.stringContaining('name: "hello"') });
      const output = outputs + imported.output;
      expect(FORMS.filter((form) => output.includes(form))).toEqual([]);
      const leaks = filesIn(project.folder).filter((file) => {
        const text = readFileSync(file, "latin1");
        return FORMS.some((form) => text.includes(form));
      });
      expect(leaks).toEqual([]);
    },
  );

  it("reports a wrong password without printing it", async () => {
    const proxy = await passwordProxy(lab.nomadAddr, CREDENTIALS);
    fronts.push(proxy);
    const wrong = await projectWith({ ...variables, NOMAD_ADDR: `http://ops:wr0ng@${proxy.at}` }).cdknomad("plan");
    expect(wrong).toMatchObject({ code: 1, output: expect.stringMatching(/401|who are you/) });
    expect(wrong.output).not.toContain("wr0ng");
  });

  it("works with a unix socket (nomad 4637, 18099, 25598)", async () => {
    const socket = await socketForward(path.join(folder, "nomad.sock"), lab.nomadAddr);
    fronts.push(socket);
    await works(projectWith({ ...variables, NOMAD_ADDR: `unix://${socket.at}` }));
  });

  it("works with Consul's address without a scheme, and with CONSUL_HTTP_SSL (terraform-provider-consul 215, terraform 23688)", async () => {
    const tls = makeCertificate({ name: "localhost", dns: ["localhost"] });
    const authority = path.join(folder, "cert.pem");
    writeFileSync(authority, tls.cert);
    const [nomad, consul, secure] = await Promise.all([
      passwordProxy(lab.nomadAddr, undefined),
      passwordProxy(lab.consulAddr, undefined),
      passwordProxy(lab.consulAddr, undefined, tls),
    ]);
    fronts.push(nomad, consul, secure);
    const state = { ...variables, NOMAD_ADDR: `http://${nomad.at}`, CDKNOMAD_STATE: STATE };
    await works(projectWith({ ...state, CONSUL_HTTP_ADDR: consul.at }));
    const again = projectWith({
      ...state,
      CONSUL_HTTP_ADDR: secure.at.replace("127.0.0.1", "localhost"),
      CONSUL_HTTP_SSL: "true",
      CONSUL_CACERT: authority,
    });
    // The state of the project before is in Consul, with the job.
    expect(await again.cdknomad("plan")).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });
  });
});

describe("a token that expires", () => {
  const reports = (result: Result) => {
    expect(result).toMatchObject({ code: 1, output: expect.stringContaining("the token has expired") });
    expect(result.output).not.toMatch(/lacks the right|Permission denied/);
  };

  it("ends the wait of an apply and is reported as expired, then by every command", async () => {
    const { project, expires } = expiring;
    const { at, ...applied } = await expiring.apply;
    expect(at).toBeGreaterThan(expires);
    expect(at - expires).toBeLessThan(60_000);
    expect(applied).toMatchObject({ code: 1, output: expect.stringContaining("expired") });
    expect(applied.output).not.toContain("lacks the right");
    reports(await project.cdknomad("plan"));
    reports(await project.cdknomad("apply"));
    reports(await project.cdknomad("doctor"));
    reports(await project.cdknomad("import", "waits@default"));
    const deployed = await project.cdktf("deploy", "case", "--auto-approve");
    expect(deployed).toMatchObject({ code: 1, output: expect.stringMatching(/the token .*has expired/) });
    expect(deployed.output).not.toContain("lacks the right");
  });
});

describe("jobs whose names give the same Terraform address", () => {
  it("keep the address of the state: the existing job is not touched when the other one is declared before it (nomad 16778)", async () => {
    const variables: NodeJS.ProcessEnv = { ...labVariables(lab), CDKNOMAD_GUARD: "on", CDKNOMAD_TEST_JOBS: "api_v1" };
    const project = projectWith(variables);
    const now = (jobs: string) => {
      variables.CDKNOMAD_TEST_JOBS = jobs;
    };
    const allocations = async () =>
      (await api<{ ID: string; ClientStatus: string }[]>("GET", "job/api_v1/allocations?all=true")).map(
        ({ ID, ClientStatus }) => `${ID} ${ClientStatus}`,
      );
    const index = async () => (await api<{ JobModifyIndex: number }>("GET", "job/api_v1")).JobModifyIndex;
    await project.cdknomad("plan");
    expect(await project.cdknomad("apply")).toMatchObject({ code: 0 });
    const before = [await index(), ...(await allocations())];
    now("api.v1,api_v1");
    // cdktf does not read the state and would move the address: the providers refuse it.
    expect(await project.cdktf("deploy", "case", "--auto-approve")).toMatchObject({ code: 1 });
    expect([await index(), ...(await allocations())]).toEqual(before);
    const planned = await project.cdknomad("plan");
    expect(planned).toMatchObject({ code: 2, output: expect.stringMatching(/^1 to create$/m) });
    expect(planned.output).toContain("they keep the addresses of the state");
    expect(await project.cdknomad("apply")).toMatchObject({ code: 0 });
    expect([await index(), ...(await allocations())]).toEqual(before);
    expect(await project.cdknomad("plan")).toMatchObject({ code: 0, output: expect.stringContaining("no changes") });
    now("api.v1");
    // The one with the suffix keeps its address, too, when the other one leaves the program.
    expect(await project.cdknomad("plan")).toMatchObject({ code: 2, output: expect.stringMatching(/^1 to destroy$/m) });
  });
});
