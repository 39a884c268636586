import { type Lab, labUp } from "../../../lab";
import { testLab } from "../../runner/lab";
import { nomad, running, until } from "../dns/cluster";
import { Project } from "../project";
import { asked, filesWith, finished, inTask, only, passwords } from "./database";

jest.setTimeout(900_000);

describe("the example of PostgreSQL, on one node", () => {
  let lab: Lab;
  let project: Project;

  beforeAll(async () => {
    lab = await labUp({ name: testLab });
    const environment = { CDKNOMAD_LAB: testLab, NOMAD_TOKEN: undefined, NOMAD_ADDR: undefined };
    project = new Project("__tests__/lab/examples/postgres-program.ts", environment);
    const { code, output } = await project.cdktf("deploy", "*", "--auto-approve");
    if (code !== 0) {
      throw new Error(output);
    }
  });

  afterAll(async () => {
    await project?.cdktf("destroy", "*", "--auto-approve");
    project?.remove();
  });

  it("has nothing to change in a second plan", async () => {
    const { code, output } = await project.cdknomad("plan");
    expect(output).toMatch(/^no changes$/m);
    expect(code).toBe(0);
  });

  const rows = "SELECT count(*), md5(string_agg(load::text, ',' ORDER BY time)) FROM load";
  const asSuperuser = (sql: string) =>
    inTask(lab, "database", "database", "psql", "-qAtU", "postgres", "measurements", "-c", sql);
  const login = (job: string, ...more: readonly string[]) =>
    inTask(lab, job, job, "env", ...more, "psql", "-qAtc", "SELECT current_user");

  it("is healthy in Consul by its own answer, and a program with access writes rows", async () => {
    const health = await lab.exec("n1", [
      "sh",
      "-c",
      'curl -s localhost:8500/v1/health/checks/database -H "X-Consul-Token: $CONSUL_HTTP_TOKEN"',
    ]);
    expect(health.stdout).toContain("accepting connections");
    await until("a row", async () => /^[1-9]/.test((await asSuperuser(rows)).text) || undefined);
  });

  it("comes back with its rows and its passwords when its allocation is stopped", async () => {
    await lab.exec("n1", ["nomad", "alloc", "stop", "-detach", await only(lab, "collector")]);
    const before = { rows: (await asSuperuser(rows)).text, passwords: await passwords(lab, "database") };
    const id = await only(lab, "database");
    expect(await lab.exec("n1", ["nomad", "alloc", "stop", "-detach", id])).toMatchObject({ code: 0 });
    await until("another allocation with the rows", async () => {
      const all = await running(lab, "default", "database");
      const answer = all.length === 1 && all[0]?.ID !== id ? await asSuperuser(rows) : undefined;
      return answer?.text.startsWith(before.rows) || undefined;
    });
    expect(await passwords(lab, "database")).toEqual(before.passwords);
  });

  it("gives each program exactly what was granted to it", async () => {
    const user = (name: string) => `var/postgres/database/users/${name}`;
    const write = JSON.stringify({ Path: "postgres/database/users/measurements", Items: { password: "a" } });
    await until("the new address", async () => (await login("friend")).code === 0 || undefined);
    expect({
      "friend reads its password": await asked(lab, "friend", "GET", user("measurements")),
      "friend reads another user's": await asked(lab, "friend", "GET", user("audit")),
      "friend reads the superuser's": await asked(lab, "friend", "GET", user("postgres")),
      "friend changes its password": await asked(lab, "friend", "PUT", user("measurements"), write),
      "stranger reads a password": await asked(lab, "stranger", "GET", user("measurements")),
      "stranger reads the address": await asked(lab, "stranger", "GET", "var/postgres/database/address"),
      "stranger changes a password": await asked(lab, "stranger", "PUT", user("measurements"), write),
    }).toEqual({
      "friend reads its password": "200 with a password",
      "friend reads another user's": "403",
      "friend reads the superuser's": "403",
      "friend changes its password": "403",
      "stranger reads a password": "403",
      "stranger reads the address": "403",
      "stranger changes a password": "403",
    });
  });

  it("lets nobody in without the password of the user, and no user into the database of another", async () => {
    const { Items } = await nomad<{ Items: Record<string, string> }>(lab, "GET", "/v1/var/postgres/database/address");
    const there = [`PGHOST=${Items.host}`, `PGPORT=${Items.port}`, "PGCONNECT_TIMEOUT=5"];
    const known = await passwords(lab, "database");
    const as = (name: string, database: string, password = "wrong") =>
      login("stranger", ...there, `PGUSER=${name}`, `PGDATABASE=${database}`, `PGPASSWORD=${password}`);
    expect(await login("friend")).toEqual({ code: 0, text: "measurements" });
    expect((await login("friend", "PGDATABASE=audit")).text).toContain("permission denied for database");
    expect((await login("friend", "PGUSER=audit")).text).toContain("password authentication failed");
    expect((await as("measurements", "measurements")).text).toContain("password authentication failed");
    expect((await as("measurements", "measurements", "")).text).toContain("no password supplied");
    expect((await as("postgres", "postgres", known.postgres)).text).toContain("pg_hba.conf rejects connection");
    // The reason is the password, and not the address.
    expect(await as("audit", "audit", known.audit)).toEqual({ code: 0, text: "audit" });
  });

  it("has its passwords in no file of the program, the plan, and the state", async () => {
    const found = Object.values(await passwords(lab, "database"));
    expect(found).toHaveLength(4);
    expect(found.join("")).toMatch(/^[0-9a-f]{192}$/);
    expect(filesWith(project.folder, ["pg_hba.conf"]).join()).toMatch(/tfstate/);
    expect(filesWith(project.folder, found)).toEqual([]);
  });

  it("is backed up, each dump is restored as a test, and a restore brings the rows back", async () => {
    const old = `SELECT count(*), md5(string_agg(load::text, ',' ORDER BY time)) FROM load WHERE time < '${new Date().toISOString()}'`;
    const before = (await asSuperuser(old)).text;
    expect(before).toMatch(/^[1-9]/);
    const backup = await finished(lab, ["periodic", "force", "database-backup"]);
    expect(backup.status).toBe("complete");
    expect(backup.output).toMatch(
      /^measurements: measurements\.\w+\.dump, restored as a test: 1 tables, [1-9]\d* rows$/m,
    );
    expect(backup.output).toMatch(/^audit: audit\.\w+\.dump, restored as a test: 0 tables, 0 rows$/m);

    await asSuperuser("DROP TABLE load");
    const dispatch = ["dispatch", "-detach"];
    const unknown = await finished(lab, [
      ...dispatch,
      "-meta",
      "file=other.dump",
      "database-backup-restore-measurements",
    ]);
    expect(unknown).toMatchObject({ status: "failed" });
    expect(unknown.output).toMatch(/error: file: got other\.dump, want one of:\n {2}measurements\.\w+\.dump/);
    const restored = await finished(lab, [...dispatch, "database-backup-restore-measurements"]);
    expect(restored).toMatchObject({ status: "complete" });
    expect(restored.output).toMatch(/^restored measurements from measurements\.\w+\.dump$/m);
    expect((await asSuperuser(old)).text).toBe(before);
    // The owner of the database has its tables again, not the user that read them.
    expect((await asSuperuser("SELECT tableowner FROM pg_tables WHERE tablename = 'load'")).text).toBe("measurements");
  });

  it("is taken away, and only the variables that its job wrote stay", async () => {
    expect(await project.cdktf("destroy", "*", "--auto-approve")).toMatchObject({ code: 0 });
    const left = (await nomad<{ Path: string }[]>(lab, "GET", "/v1/vars?prefix=postgres/")).map(({ Path }) => Path);
    const users = ["audit", "backup", "measurements", "postgres"].map((user) => `postgres/database/users/${user}`);
    expect(left).toEqual(["postgres/database/address", ...users]);
    for (const path of left) {
      expect(await lab.exec("n1", ["nomad", "var", "purge", path])).toMatchObject({ code: 0 });
    }
  });
});
