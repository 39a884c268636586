import { readFileSync } from "node:fs";
import path from "node:path";
import { inventoryText } from "../../../../lab/like/inventory";
import { parseInventory, readInventoryFile } from "../../../../lab/like/parse-inventory";

const file = path.join(__dirname, "../../../lab/like/inventory.json");
const text = readFileSync(file, "utf8");

/** The text of the inventory with a change. */
// biome-ignore lint/suspicious/noExplicitAny: the changes break the type
function changed(change: (inventory: any) => void): string {
  const inventory = JSON.parse(text);
  change(inventory);
  return JSON.stringify(inventory);
}

describe("the file of an inventory", () => {
  it("is read as it was written", () => {
    const inventory = readInventoryFile(file);
    expect(inventory).toEqual(JSON.parse(text));
    expect(parseInventory(inventoryText(inventory), "prod.json")).toEqual(inventory);
  });

  it.each([
    [
      "is not there",
      undefined,
      /^\/nowhere\/prod\.json: ENOENT.*; write it with: cdknomad inventory \(inventory-invalid\)$/,
    ],
    ["is not JSON", "{", /^prod\.json: it is not JSON: .*write the file again with: cdknomad inventory/],
    ["is JSON of something else", "[1]", /^prod\.json: the file: got \[1\], want an object/],
    ["has no version", "{}", /^prod\.json: version: got nothing, want 1; write the file again/],
    [
      "is newer",
      changed((it) => Object.assign(it, { version: 2 })),
      /version: got 2, want 1; use the cdknomad that wrote it/,
    ],
    ["has no nodes", changed((it) => Object.assign(it, { nodes: [] })), /nodes: got \[\], want at least one node/],
    [
      "lacks a datacenter",
      changed((it) => delete it.nodes[2].datacenter),
      /nodes\[2\]\.datacenter: got nothing, want a text that/,
    ],
    [
      "has a wrong number",
      changed((it) => Object.assign(it.nodes[0].capacity, { cpu: "4" })),
      /nodes\[0\]\.capacity\.cpu: got "4", want a number/,
    ],
    [
      "has two nodes of one name",
      changed((it) => Object.assign(it.nodes[1], { name: it.nodes[0].name })),
      /nodes\[1\]\.name: "carrack\/0" is also that of nodes\[0\]/,
    ],
    [
      "has a wrong volume",
      changed((it) => Object.assign(it.nodes[0].hostVolumes[0], { readOnly: 1 })),
      /nodes\[0\]\.hostVolumes\[0\]\.readOnly: got 1, want true or false/,
    ],
    ["has a null in it", changed((it) => it.nodes.push(null)), /nodes\[5\]: got null, want an object/],
  ])("is refused when it %s", (_, content, message) => {
    const read = () =>
      content === undefined ? readInventoryFile("/nowhere/prod.json") : parseInventory(content, "prod.json");
    expect(read).toThrow(message);
    expect(read).toThrow(/\(inventory-invalid\)$/);
  });
});
