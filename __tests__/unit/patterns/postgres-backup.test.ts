import { ejectedModule } from "../../../cli/commands/eject/ejected-module";
import { findJob } from "../../../cli/commands/eject/find-job";
import { Postgres, PostgresBackup, type PostgresBackupProps, type PostgresProps } from "../../../patterns";
import { newStack, parsed, refusals } from "./stack";

const server = {
  name: "database",
  image: "docker.io/library/postgres:17.6",
  volume: { type: "host", source: "database" },
  databases: ["shop", { name: "sales", owner: "seller" }],
  readers: ["backup"],
  resources: { cpu: 500, memory: 512 },
} satisfies PostgresProps;

const backup = {
  name: "database-backup",
  volume: { type: "host", source: "backups" },
  crons: ["15 3 * * *"],
  resources: { cpu: 100, memory: 128 },
} satisfies Omit<PostgresBackupProps, "database">;

function withBackup(more: object = {}, of: object = {}) {
  const stack = newStack();
  const database = new Postgres(stack, "database", { ...server, ...of } as PostgresProps);
  new PostgresBackup(stack, "backup", { ...backup, database, ...more } as PostgresBackupProps);
  return stack;
}

const jobOf = (stack: ReturnType<typeof newStack>, id: string) =>
  parsed(stack)
    .jobs()
    .find(({ wire }) => wire?.ID === id)?.wire;

const taskOf = (stack: ReturnType<typeof newStack>, id: string) => jobOf(stack, id)?.TaskGroups?.[0]?.Tasks?.[0];

describe("a PostgresBackup", () => {
  it("is one job that makes backups, and one job for each database that restores it", () => {
    const stack = withBackup();
    expect(refusals(stack)).toEqual([]);
    expect(jobOf(stack, "database-backup")).toMatchSnapshot();
    expect(jobOf(stack, "database-backup-restore-sales")).toMatchSnapshot();
    expect(jobOf(stack, "database-backup-restore-shop")?.ParameterizedJob).toEqual({
      Payload: "forbidden",
      MetaOptional: ["file"],
    });
  });

  it("lets each job read the password of exactly one user", () => {
    const policies = parsed(withBackup()).resources("nomad_acl_policy");
    const rules = new Map(policies.map(({ values }) => [values.name, String(values.rules_hcl)]));
    const users = (name: string) => [...(rules.get(name) ?? "").matchAll(/users\/(\w+)/g)].map(([, user]) => user);
    expect(users("default-database-backup")).toEqual(["backup"]);
    expect(users("default-database-backup-restore-shop")).toEqual(["shop"]);
    expect(users("default-database-backup-restore-sales")).toEqual(["seller"]);
  });

  it("writes to its volume only when it makes a backup", () => {
    const stack = withBackup();
    const readOnly = (id: string) => taskOf(stack, id)?.VolumeMounts?.map(({ ReadOnly }) => ReadOnly ?? false);
    expect(readOnly("database-backup")).toEqual([false]);
    expect(readOnly("database-backup-restore-shop")).toEqual([true]);
  });

  it("has the image, the driver, and the namespace of the server, or an image of its own", () => {
    const podman = withBackup({}, { driver: "podman", namespace: "data" });
    expect(taskOf(podman, "database-backup")).toMatchObject({ Driver: "podman", Config: { image: server.image } });
    expect(jobOf(podman, "database-backup-restore-shop")?.Namespace).toBe("data");
    const newer = withBackup({ image: "postgres:18.0", timeZone: "Europe/Berlin", keep: 3, timeout: "1h" });
    expect(taskOf(newer, "database-backup")).toMatchObject({
      Config: { image: "postgres:18.0", entrypoint: ["timeout", "-k", "30", "3600"] },
      Env: { DATABASES: "shop sales", KEEP: "3" },
    });
    expect(jobOf(newer, "database-backup")?.Periodic?.TimeZone).toBe("Europe/Berlin");
  });

  it("can be ejected, job by job", () => {
    const text = ejectedModule(findJob([parsed(withBackup())], "database-backup"), __filename);
    expect(text).toContain("pg_dump --format=custom");
  });

  it.each<[string, object, object, string]>([
    ["no reader", {}, { readers: [] }, 'user: got nothing, the server has no readers; declare readers: ["backup"]'],
    ["no choice of readers", {}, { readers: ["a", "b"] }, 'user: got nothing, want one of "a", "b"'],
    ["an owner", { user: "shop" }, {}, 'user: got "shop", want one of "backup"'],
    ["no backup to keep", { keep: 0 }, {}, "keep: got 0, want a whole number from 1"],
    ["half a backup", { keep: 1.5 }, {}, "keep: got 1.5, want a whole number from 1"],
  ])("is refused with %s", (_, more, of, message) => {
    expect(() => withBackup(more, of)).toThrow(message);
  });
});
