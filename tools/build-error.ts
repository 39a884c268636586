import { versions } from "./versions";

/** How many of the compiler's last lines are shown. */
const LINES_SHOWN = 15;

const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/ENOENT|executable file not found/, `there is no Go in PATH; install Go ${versions.go} or later`],
  [/no space left on device/i, "the disk is full; free some of it, or move GOCACHE, GOMODCACHE and CDKNOMAD_CACHE"],
  [
    /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|proxyconnect|GOPROXY list is not the empty string/,
    "the Go module proxy does not answer; check `go env GOPROXY` and the network, then run the command again: it continues where it stopped",
  ],
  [
    /checksum mismatch|SECURITY ERROR/,
    "a downloaded module is not the pinned one; run `go clean -modcache` and try again",
  ],
  [/go\.mod requires go >= |requires go1\./, `this Go is too old; install Go ${versions.go} or later`],
  [/signal: killed|cannot allocate memory/, "the compiler ran out of memory; close programs or set GOFLAGS=-p=1"],
];

/**
 * Returns the message for a failed build: its name, the likely cause with a fix, the compiler's last lines, and the command that
 * repeats it.
 *
 * @param command - The build command, ready to paste into a shell.
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
