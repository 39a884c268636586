import { Option } from "commander";
import { defaultLabName } from "../../../lab/paths";

/** `--name`, an option of every lab command. */
export const nameOption = () =>
  new Option("--name <lab>", "name of the lab").default(defaultLabName).env("CDKNOMAD_LAB");
