import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { standIns } from "../../../lab/images";
import { buildPrograms } from "../../../lab/programs";
import { packageRoot } from "../../../tools/cache";
import { ensureHostPrograms } from "../../../tools/debian-packages";
import { silent } from "../../../tools/progress";
import { ensureProvider } from "../../../tools/provider";
import { run } from "../../../tools/run";
import { ensureTool } from "../../../tools/tool";
import { testLab } from "../../runner/lab";
import { OrdinaryUser } from "./ordinary-user";

jest.setTimeout(600_000);

/** A lab of a user, in a project of `cdknomad init`, on a machine where sudo lets the user start the supervisor and nothing else. */
describe("an ordinary user", () => {
  const user = new OrdinaryUser(`${testLab}-u1`.slice(-31));
  const other = new OrdinaryUser(`${testLab}-u2`.slice(-31));
  const variables = { CDKNOMAD_LAB: testLab, CDKNOMAD_LAB_OFFLINE: "1", CI: "1" };
  const folder = path.join(user.home, ".local", "state", "cdknomad", "labs", testLab);
  let project: string;

  beforeAll(async () => {
    const layers = await ensureHostPrograms(silent);
    await buildPrograms({}, silent);
    for (const name of ["coredns", "image-it-tools"] as const) {
      await ensureTool(name, silent);
    }
    await standIns(silent, layers);
    await ensureProvider("nomad", silent);
    await ensureProvider("consul", silent);
    user.enterClone();
    user.copyCache();
    project = user.makeProject();
  });

  afterAll(async () => {
    await cdknomad("lab", "down");
    user.remove();
    other.remove();
  });

  const cdknomad = (...args: readonly string[]) =>
    user.run(project, [process.execPath, path.join(packageRoot, "bin", "cdknomad"), ...args], variables);

  it("reads what is missing if sudo does not allow the supervisor, and nothing of the lab is left", async () => {
    user.allow("/bin/true");
    const { code, stderr } = await cdknomad("lab", "up");
    expect(code).toBe(1);
    expect(stderr).toContain("and there is no terminal to ask for the password");
    expect(stderr).toContain("(sudo-refused)");
    expect(existsSync(folder)).toBe(false);
  });

  it("starts a project with npm start", async () => {
    const supervisor = await ensureTool("supervisor", silent);
    user.allow(path.join(user.cache, "tools", path.basename(path.dirname(supervisor)), "supervisor"));
    expect(await cdknomad("init")).toMatchObject({ code: 0 });
    const started = await user.run(project, ["npm", "start"], variables);
    expect(started).toMatchObject({ code: 0, stdout: expect.stringContaining("ittools answers inside the lab") });
    expect(await user.rootsFilesIn(project, user.cache)).toEqual([]);
  });

  it("sees the lab, runs commands on its hosts, reads its logs, and stops and starts a node", async () => {
    const { stdout } = await cdknomad("lab", "status", "--json");
    expect(JSON.parse(stdout).hosts[0]).toMatchObject({ name: "n1", nomad: "ready", consul: "alive" });
    const dig = ["dig", "+short", "@10.0.10.11", "ittools.lab.example.com"];
    expect(await cdknomad("lab", "exec", "--client", "--", ...dig)).toMatchObject({ stdout: "10.0.10.11\n" });
    expect(await cdknomad("lab", "exec", "--", "sh", "-c", "nomad job status -namespace=*; exit 7")).toMatchObject({
      code: 7,
      stdout: expect.stringContaining("it-tools"),
    });
    expect(await cdknomad("lab", "logs", "nomad")).toMatchObject({ code: 0, stdout: expect.stringContaining("nomad") });
    expect(await cdknomad("lab", "env")).toMatchObject({ code: 0, stdout: expect.stringContaining("NOMAD_TOKEN=") });
    expect(await cdknomad("lab", "node", "stop", "1")).toMatchObject({ code: 0 });
    expect(await cdknomad("lab", "exec", "--", "true")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("(host-stopped)"),
    });
    expect(await cdknomad("lab", "node", "start", "1")).toMatchObject({ code: 0 });
    expect(await cdknomad("lab", "exec", "--", "hostname")).toMatchObject({ code: 0, stdout: "n1\n" });
  });

  it("runs a command that was started with sudo in the project", async () => {
    const { uid, gid } = statSync(project);
    const env = { PATH: process.env.PATH, HOME: "/root", SUDO_UID: `${uid}`, SUDO_GID: `${gid}`, ...variables };
    const status = [process.execPath, path.join(packageRoot, "bin", "cdknomad"), "lab", "status", "--json"] as const;
    const { stdout, stderr } = await run(status, { cwd: project, env });
    expect(stderr).toContain(`running as ${user.name}: only the supervisor of a lab needs root`);
    expect(JSON.parse(stdout).hosts[0]).toMatchObject({ name: "n1", power: "on" });
  });

  it("does not let the supervisor listen on a port of root's", async () => {
    const socket = path.join(folder, "control.sock");
    const body = JSON.stringify({ name: "web", port: 80, hosts: ["client"], to: "10.0.10.11:80" });
    const request = ["curl", "-sS", "--unix-socket", socket, "--data", body, "http://lab/forwards"];
    expect((await user.run(project, request)).stdout).toContain("only root may listen below");
  });

  it("reads the tokens and reaches the supervisor, as no other user does", async () => {
    const ask = ["curl", "-sS", "--unix-socket", path.join(folder, "control.sock"), "http://lab/hosts"];
    expect(await user.run("/", ask)).toMatchObject({ code: 0, stdout: expect.stringContaining('"n1"') });
    for (const file of ["nomad.token", "consul.token", "lab.json"]) {
      const denied = await other.run("/", ["cat", path.join(folder, file)]);
      expect(denied).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("Permission denied") });
    }
    expect(await other.run("/", ask)).toMatchObject({ code: 7, stdout: "" });
    // Even if the user opens the folders and the sockets: the supervisor looks at who connects.
    for (const place of [
      user.home,
      ".local",
      ".local/state",
      ".local/state/cdknomad",
      ".local/state/cdknomad/labs",
      folder,
    ]) {
      await run(["chmod", "o+x", path.resolve(user.home, place)]);
    }
    const sockets = ["control.sock", "exec.sock"].map((name) => path.join(folder, name));
    await run(["chmod", "0666", ...sockets]);
    for (const socket of sockets) {
      expect(await other.run("/", ["test", "-w", socket])).toMatchObject({ code: 0 });
    }
    // curl may see the end of the connection while it still connects
    const ended = expect.stringMatching(/reset by peer|Empty reply|Couldn't connect/);
    expect(await other.run("/", ask)).toMatchObject({ stdout: "", stderr: ended });
    const program = JSON.parse(readFileSync(path.join(folder, "lab.json"), "utf8")).supervisor.program;
    await run(["cp", program, path.join(other.home, "supervisor")]);
    const exec = [path.join(other.home, "supervisor"), "exec", folder, "n1", "--", "id"];
    expect(await other.run("/", exec)).toMatchObject({ code: 1, stdout: "" });
    expect(await user.run("/", exec.with(0, program))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^uid=0/),
    });
    await run(["chmod", "0700", folder]);
  });

  it("takes the lab down, and nowhere in the home folder is a file of root's", async () => {
    expect(await cdknomad("lab", "down")).toMatchObject({ code: 0 });
    expect(existsSync(folder)).toBe(false);
    expect(await user.rootsFilesIn(user.home)).toEqual([]);
  });
});
