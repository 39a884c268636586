import { driverProblems, driversText } from "../../../cli/commands/lab/drivers-text";
import { driverStatuses } from "../../../lab/drivers";

const healthy = { Detected: true, Healthy: true, HealthDescription: "Healthy" };
const missing = { Detected: false, Healthy: false };
const pinned = { path: "/cache/nomad", version: "1.11.3", source: "pinned" } as const;

/** Returns the reason why a driver of a node does not work. */
const problem = (name: string, ...given: Parameters<typeof driverStatuses>) =>
  driverStatuses(...given).find((driver) => driver.name === name)?.problem;

describe("the drivers of a node", () => {
  it("are those that a lab is meant to have, and others that work", () => {
    const drivers = { docker: healthy, exec: healthy, java: healthy, podman: healthy, raw_exec: healthy };
    const own = { qemu: missing, "nomad-driver-virt": healthy };
    expect(driverStatuses({ ...drivers, ...own }, pinned)).toEqual(
      ["docker", "exec", "java", "nomad-driver-virt", "podman", "raw_exec"].map((name) => ({ name })),
    );
  });

  it("lack exec if Nomad was built without cgo, and the fix fits the origin of the program", () => {
    expect(problem("exec", { docker: healthy, qemu: missing }, pinned)).toMatch(
      /^Nomad was built without cgo; it needs a C compiler .*\(Debian: gcc libc6-dev\).*; then run `cdknomad lab down`/,
    );
    expect(problem("exec", { qemu: missing }, { ...pinned, path: "/opt/nomad", source: "given" })).toBe(
      "/opt/nomad was built without cgo; give another Nomad with --nomad, or --nomad pinned",
    );
  });

  it("lack java, too, because Nomad runs its tasks outside of their folder then", () => {
    expect(problem("java", { java: healthy, qemu: missing }, pinned)).toMatch(
      /^Nomad was built without cgo, so that a task has no file system/,
    );
    expect(
      problem("java", { java: healthy, exec: { ...missing, HealthDescription: "no cgroups" } }, pinned),
    ).toBeUndefined();
  });

  it("lack those that the configuration of the node excludes", () => {
    expect(problem("exec", { docker: healthy }, pinned)).toBe("the configuration of the node excludes it");
    expect(problem("java", { docker: healthy, java: healthy }, pinned)).toBeUndefined();
  });

  it("lack java if this machine has no Java", () => {
    expect(problem("java", { java: missing }, pinned)).toMatch(
      /^this machine has no working java .*default-jre-headless/,
    );
  });

  it("have Nomad's reason for everything else", () => {
    const reason = "cgroups are not mounted";
    expect(problem("java", { java: { ...missing, HealthDescription: reason } }, pinned)).toBe(reason);
    expect(problem("docker", { docker: { ...healthy, Healthy: false, HealthDescription: reason } }, pinned)).toBe(
      reason,
    );
    expect(problem("raw_exec", { raw_exec: missing }, pinned)).toContain("cdknomad lab logs nomad-client");
  });
});

describe("the drivers in the status of a lab", () => {
  const host = { address: "10.0.10.11", power: "on", network: "up" } as const;
  const drivers = [{ name: "docker" }, { name: "exec", problem: "no cgo" }, { name: "podman" }];
  const hosts = [
    { ...host, name: "n1", drivers },
    { ...host, name: "n2", drivers },
    { ...host, name: "n3", drivers: [{ name: "docker" }, { name: "exec", problem: "no cgroups" }] },
    { ...host, name: "client" },
  ];

  it("are listed per node, and each reason once", () => {
    expect(
      driversText(hosts)
        .split("\n")
        .map((line) => line.trimEnd()),
    ).toEqual([
      expect.stringMatching(/node\S* +\S*drivers/),
      "n1    docker, podman",
      "n2    docker, podman",
      "n3    docker",
      "no driver exec on n1, n2: no cgo",
      "no driver exec on n3: no cgroups",
      "",
    ]);
  });

  it("are left out if Nomad does not answer", () => {
    expect(driversText([{ ...host, name: "n1" }])).toBe("");
    expect(driverProblems([{ ...host, name: "n1" }])).toEqual([]);
  });
});
