/** A name in the program made from one in Nomad: `my.job-2` is `myJob2`, and what is no name by itself gets an `_`. */
export function constantName(id: string): string {
  const name = pascalCase(id);
  const constant = name.charAt(0).toLowerCase() + name.slice(1);
  return /^[A-Za-z]/.test(constant) && !reserved.has(constant) ? constant : `_${constant}`;
}

/** The class of a stack: `it-tools` is `ItToolsStack`. */
export function className(name: string): string {
  const pascal = pascalCase(name);
  // The class that it extends has the name of one of them.
  const stack = pascal === "Cluster" ? "ClusterJobs" : pascal;
  return `${/^[A-Za-z]/.test(stack) ? stack : `_${stack}`}Stack`;
}

/** The construct of a job, beside which its stack has others: the provider and the backend of the state. */
export function constructName(id: string): string {
  const name = fileName(id);
  // The library of constructs keeps them in a plain object, which has a `constructor` and others from the start.
  return name === "nomad" || name === "backend" || name in {} ? `${name}-job` : name;
}

/** A file, stack or construct by a name of Nomad's, out of letters, digits, `_` and `-`. */
export function fileName(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "") || "job";
}

/** The first of `name`, `name-2`, `name-3` ... that is free, which it then no longer is. */
export function free(name: string, taken: Set<string>): string {
  // Some file systems do not tell capital letters from small ones.
  const isTaken = (candidate: string) => taken.has(candidate.toLowerCase());
  let candidate = name;
  for (let count = 2; isTaken(candidate); count += 1) {
    candidate = `${name}-${count}`;
  }
  taken.add(candidate.toLowerCase());
  return candidate;
}

function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** Words of TypeScript, and names that the modules written here have already. */
const reserved = new Set(
  (
    "id scope settings otherDriver " +
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);
