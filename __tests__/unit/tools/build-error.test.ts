import { explainBuildFailure } from "../../../tools/build-error";

describe("a failed build", () => {
  it("shows the compiler's last lines, the fix, and the command to repeat it", () => {
    const output = "go: downloading a v1\nlink: write /tmp/x: no space left on device\n";
    expect(explainBuildFailure("nomad", "cd m && go build .", output)).toBe(
      [
        "nomad: cannot be built: the disk is full; free some of it, or move GOCACHE, GOMODCACHE and CDKNOMAD_CACHE",
        "    link: write /tmp/x: no space left on device",
        "  to repeat it: cd m && go build .",
      ].join("\n"),
    );
  });

  it("shows fifteen lines at most, the last ones", () => {
    const output = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`).join("\n");
    const shown = explainBuildFailure("x", "go build", output).split("\n");
    expect(shown.slice(0, 2)).toEqual(["x: cannot be built", "    line 26"]);
    expect(shown).toHaveLength(17);
  });

  it.each([
    ["spawn go ENOENT", "there is no Go in PATH; install Go 1.26 or later"],
    ["go: go.mod requires go >= 1.26 (running go 1.22)", "this Go is too old; install Go 1.26 or later"],
    [
      "verifying m: checksum mismatch",
      "a downloaded module is not the pinned one; run `go clean -modcache` and try again",
    ],
    ["compile: signal: killed", "the compiler ran out of memory; close programs or set GOFLAGS=-p=1"],
    [
      "dial tcp: lookup host: no such host",
      "the Go module proxy does not answer; check `go env GOPROXY` and the network, then run the command again: it continues where it stopped",
    ],
  ])("names the cause of: %s", (output, cause) => {
    expect(explainBuildFailure("x", "go build", output).split("\n")[0]).toBe(`x: cannot be built: ${cause}`);
  });
});
