import { Option } from "commander";
import { defaultLabName } from "../../../lab/paths";

/** `--name`, which every lab command takes. */
export const nameOption = () => new Option("--name <lab>", "which lab").default(defaultLabName).env("CDKNOMAD_LAB");
