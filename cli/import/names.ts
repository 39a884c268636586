import { ascii } from "./ascii";

/** Returns an identifier for a name of Nomad: `myJob2` for `my.job-2`, with an `_` where the result is not an identifier. */
export function constantName(id: string): string {
  const name = pascalCase(id);
  const constant = name.charAt(0).toLowerCase() + name.slice(1);
  return /^[A-Za-z]/.test(constant) && !reserved.has(constant) ? constant : `_${constant}`;
}

/** Returns the class name of a stack: `ItToolsStack` for `it-tools`. */
export function className(name: string): string {
  const pascal = pascalCase(name);
  // ClusterStack is the name of the base class.
  const stack = pascal === "Cluster" ? "ClusterJobs" : pascal;
  return `${/^[A-Za-z]/.test(stack) ? stack : `_${stack}`}Stack`;
}

/** Returns the construct id of a job. A stack also has the constructs `nomad` (provider) and `backend`. */
export function constructName(id: string): string {
  const name = fileName(id);
  // The package constructs stores children in a plain object, which already has a `constructor`.
  return name === "nomad" || name === "backend" || name in {} ? `${name}-job` : name;
}

/** Returns the name of a file, stack, or construct for a name of Nomad: ASCII letters, digits, `_`, and `-`. */
export function fileName(id: string): string {
  return (
    ascii(id)
      .replace(/[^A-Za-z0-9_-]+/g, "-")
      .replace(/^-+|-+$/g, "") || "job"
  );
}

/** Returns the first of `name`, `name-2`, `name-3`, ... that is not taken, and adds it to the taken names. */
export function free(name: string, taken: Set<string>): string {
  // Some file systems ignore the difference between capital and small letters.
  const isTaken = (candidate: string) => taken.has(candidate.toLowerCase());
  let candidate = name;
  for (let count = 2; isTaken(candidate); count += 1) {
    candidate = `${name}-${count}`;
  }
  taken.add(candidate.toLowerCase());
  return candidate;
}

function pascalCase(text: string): string {
  return ascii(text)
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** Words of TypeScript, and names that the generated modules already use. */
const reserved = new Set(
  (
    "id scope settings dedent otherDriver untypedDriver " +
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);
