import { run } from "./run";

/** A program that needs the compiler, the headers of the C library, and its threads, as Go's runtime does with cgo. */
const PROGRAM = "#include <stdlib.h>\n#include <pthread.h>\nint main(void) { return pthread_self() == 0; }\n";

let found: Promise<boolean> | undefined;

/**
 * Whether Go can build programs with cgo on this host: it has a C compiler with the headers of the C library, and `CGO_ENABLED` is not 0.
 * The compiler is the one that Go uses.
 *
 * @see https://pkg.go.dev/cmd/cgo
 */
export function canUseCgo(): Promise<boolean> {
  found ??= tryCompiler();
  return found;
}

/** Looks for a C compiler without the memory of {@link canUseCgo}. */
export async function tryCompiler(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  if (env.CGO_ENABLED === "0") {
    return false;
  }
  const asked = await run(["go", "env", "CC"], { env });
  // It can have options, such as "zig cc".
  const [program, ...options] = asked.stdout.trim().split(/\s+/);
  if (asked.code !== 0 || !program) {
    return false;
  }
  const compiled = await run([program, ...options, "-x", "c", "-o", "/dev/null", "-"], { env, input: PROGRAM });
  return compiled.code === 0;
}
