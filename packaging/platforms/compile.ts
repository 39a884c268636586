import { execFileSync } from "node:child_process";
import type { GoProgram } from "../../tools/go-build";
import { goPlatform, type Platform } from "../../tools/platform";

/** Without paths, times, and debug information, so that the same sources and the same Go give the same bytes in every folder. */
const FLAGS = ["-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="];

/** Settings of a user's Go that change the program. GOAMD64 and GOARM64 are those of the oldest processors. */
const SETTINGS = {
  CGO_ENABLED: "0",
  GOFLAGS: "-mod=readonly",
  GOWORK: "off",
  GOEXPERIMENT: "",
  GOAMD64: "v1",
  GOARM64: "v8.0",
};

/**
 * Compiles a program for a platform.
 *
 * @param file the file to write
 * @throws Error if it does not compile
 */
export function compile({ dir, packagePath, tags = [] }: GoProgram, platform: Platform, file: string): void {
  const { os: GOOS, arch: GOARCH } = goPlatform(platform);
  execFileSync("go", ["build", ...FLAGS, `-tags=${tags.join(",")}`, "-o", file, packagePath], {
    cwd: dir,
    env: { ...process.env, ...SETTINGS, GOOS, GOARCH },
    stdio: ["ignore", "inherit", "inherit"],
  });
}
