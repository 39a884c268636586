import { Option } from "commander";

/** `--environment`, for the commands that synthesize: the program reads the name from CDKNOMAD_ENV. */
export const environmentOption = () =>
  new Option("--environment <name>", "which of the program's environments; else that of CDKNOMAD_ENV").argParser(
    (name: string) => {
      process.env.CDKNOMAD_ENV = name;
      return name;
    },
  );
