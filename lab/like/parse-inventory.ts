import { readFileSync } from "node:fs";
import { CodedError, reasonOf } from "../../errors";
import { type Inventory, inventoryVersion } from "./inventory";

/**
 * Reads the file of an inventory.
 *
 * @throws CodedError if the file cannot be read, is not an inventory, or is of a newer version
 */
export function readInventoryFile(file: string): Inventory {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new CodedError("inventory-invalid", `${file}: ${reasonOf(error)}; write it with: cdknomad inventory`);
  }
  return parseInventory(text, file);
}

/**
 * Parses the text of an inventory.
 *
 * @param file the name of the file, for messages
 * @throws CodedError if it is not an inventory, or one of a newer version
 */
export function parseInventory(text: string, file: string): Inventory {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid(file, `it is not JSON: ${reasonOf(error)}`);
  }
  const root = object(file, "the file", value);
  if (root.version !== inventoryVersion) {
    const isNewer = typeof root.version === "number" && root.version > inventoryVersion;
    throw invalid(
      file,
      `version: got ${JSON.stringify(root.version) ?? "nothing"}, want ${inventoryVersion}`,
      isNewer ? "use the cdknomad that wrote it, or write it again" : undefined,
    );
  }
  check(file, "", root, { region: name, nodes: nodes });
  return value as Inventory;
}

/** Checks a value at a path, and returns what is wrong with it. */
type Check = (value: unknown, file: string, path: string) => string | undefined;

const text: Check = (value) => (typeof value === "string" ? undefined : "want a text");
const name: Check = (value) =>
  typeof value === "string" && value !== "" ? undefined : "want a text that is not empty";
const flag: Check = (value) => (typeof value === "boolean" ? undefined : "want true or false");
const size: Check = (value) => (Number.isInteger(value) && Number(value) >= 0 ? undefined : "want a number from 0");
const texts: Check = (value) =>
  typeof value === "object" && value !== null && Object.values(value).every((each) => typeof each === "string")
    ? undefined
    : "want an object with texts";
const ports: Check = (value) =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((port) => Number.isInteger(port) && port > 0 && port < 65_536)
    ? undefined
    : "want the first and the last port";
const names: Check = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === "string" && each !== "") ? undefined : "want names";
const resources: Check = (value, file, path) => {
  check(file, path, value, { cpu: size, memory: size, disk: size });
  return undefined;
};

/** A list of objects, whose names are distinct. */
const list =
  (key: string, fields: Readonly<Record<string, Check>>): Check =>
  (value, file, path) => {
    if (!Array.isArray(value)) {
      return "want a list";
    }
    value.forEach((each, index) => {
      check(file, `${path}[${index}]`, each, fields);
      const other = value.findIndex((one) => one?.[key] === each[key]);
      if (other < index) {
        throw invalid(file, `${path}[${index}].${key}: "${each[key]}" is also that of ${path}[${other}]`);
      }
    });
    return undefined;
  };

const nodes: Check = (value, file, path) =>
  Array.isArray(value) && value.length === 0
    ? "want at least one node"
    : list("name", {
        name,
        datacenter: name,
        nodePool: name,
        nodeClass: text,
        capacity: resources,
        reserved: resources,
        reservedPorts: text,
        dynamicPorts: ports,
        meta: texts,
        attributes: texts,
        drivers: names,
        hostVolumes: list("name", { name, readOnly: flag, dynamic: flag }),
        hostNetworks: list("name", { name, address: name, reservedPorts: text }),
        cniNetworks: names,
        csiPlugins: list("id", { id: name, provider: text, controller: flag, node: flag }),
        devices: names,
      })(value, file, path);

function check(file: string, path: string, value: unknown, fields: Readonly<Record<string, Check>>): void {
  const it = object(file, path, value);
  for (const [key, test] of Object.entries(fields)) {
    const place = path === "" ? key : `${path}.${key}`;
    const wrong = test(it[key], file, place);
    if (wrong !== undefined) {
      throw invalid(file, `${place}: got ${JSON.stringify(it[key]) ?? "nothing"}, ${wrong}`);
    }
  }
}

function object(file: string, path: string, value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid(file, `${path}: got ${JSON.stringify(value)}, want an object`);
  }
  return value as Record<string, unknown>;
}

function invalid(file: string, what: string, fix = "write the file again with: cdknomad inventory"): CodedError {
  return new CodedError("inventory-invalid", `${file}: ${what}; ${fix}`);
}
