/** The variable that `--verbose` sets, for what this process starts too. */
const VARIABLE = "CDKNOMAD_VERBOSE";

/** Whether errors are shown with their stack trace. */
export function isVerbose(environment: NodeJS.ProcessEnv = process.env): boolean {
  return environment[VARIABLE] === "1";
}

/** What is typed as `--verbose` holds for everything that runs from now on. */
export function beVerbose(): void {
  process.env[VARIABLE] = "1";
}

/** The variables with which a program of Node says what is wrong and where, without the stack that led there. */
export function withoutStacks(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (isVerbose(environment)) {
    return environment;
  }
  const { NODE_OPTIONS = "" } = environment;
  return { ...environment, NODE_OPTIONS: `${NODE_OPTIONS} --stack-trace-limit=0`.trim() };
}
