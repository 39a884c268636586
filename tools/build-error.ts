import { versions } from "./versions";

/** How many of the compiler's last lines are shown. */
const LINES_SHOWN = 15;

const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/ENOENT|executable file not found/, `there is no Go in PATH; install Go ${versions.go} or later`],
  [/no space left on device/i, "the disk is full; free some of it, or move GOCACHE, GOMODCACHE and CDKNOMAD_CACHE"],
  [
    /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|proxyconnect|GOPROXY list is not the empty string/,
    "the Go module proxy does not answer; look at `go env GOPROXY` and the network, then start the command again: it goes on where it stopped",
  ],
  [
    /checksum mismatch|SECURITY ERROR/,
    "a downloaded module is not the pinned one; run `go clean -modcache` and try again",
  ],
  [/go\.mod requires go >= |requires go1\./, `this Go is too old; install Go ${versions.go} or later`],
  [/signal: killed|cannot allocate memory/, "the compiler ran out of memory; close programs or set GOFLAGS=-p=1"],
];

/**
 * The message for a build that failed: what was built, what the compiler said last, how to repeat it by hand and what
 * mends it.
 *
 * @param command - The command as it can be pasted into a shell.
 */
export function explainBuildFailure(name: string, command: string, output: string): string {
  const cause = CAUSES.find(([pattern]) => pattern.test(output));
  const lines = output
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("go: downloading"));
  return [
    `${name}: cannot be built${cause ? `: ${cause[1]}` : ""}`,
    ...lines.slice(-LINES_SHOWN).map((line) => `    ${line}`),
    `  to repeat it: ${command}`,
  ].join("\n");
}
