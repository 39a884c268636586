import { notDebian, parseSimulation } from "../../../tools/debian-packages";
import { hostPrograms, missingPrograms } from "../../../tools/host-programs";

describe("programs that a host lacks", () => {
  it("are those that are neither in PATH nor at their path", () => {
    const here = { name: "sh", debianPackage: "dash" };
    const notHere = { name: "no-such-program", debianPackage: "nothing" };
    const noFile = { name: "a file", debianPackage: "nothing", paths: ["/no/such/file"] };
    expect(missingPrograms([here, notHere, noFile])).toEqual([notHere, noFile]);
  });

  it("are named, where there is no apt to get them", () => {
    expect(notDebian(hostPrograms.slice(0, 2))).toBe(
      "this host lacks podman, conmon, and has no apt-get to fetch them with; install them with its own package manager (the services need not run)",
    );
  });
});

describe("what apt would install", () => {
  it("is read from its simulation, new and newer packages alike", () => {
    const output = [
      "Reading package lists...",
      "Inst passwd [1:4.13-1] (1:4.13-2 Debian:12/stable [amd64])",
      "Inst podman (4.3.1+ds1-8 Debian:12/stable [amd64])",
      "Conf podman (4.3.1+ds1-8 Debian:12/stable [amd64])",
    ].join("\n");
    expect(parseSimulation(output)).toEqual(["passwd=1:4.13-2", "podman=4.3.1+ds1-8"]);
  });
});
