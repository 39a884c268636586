import path from "node:path";

const loader = path.join(__dirname, "..", "..", "bin", "typescript.cjs");

/** Returns the `app` of a `cdktf.json` that runs a program of this repository, in about half of the time that tsx takes. */
export const appOf = (program: string): string => `node --require ${loader} ${program}`;
