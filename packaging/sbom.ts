/** `npx tsx packaging/sbom.ts FILE`: the parts list of a release in the form of CycloneDX 1.5. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { billOfMaterials } from "./bill-of-materials";
import { parts } from "./components";

const root = path.join(__dirname, "..");
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const [file = path.join(root, "dist", "sbom.cdx.json")] = process.argv.slice(2);
writeFileSync(file, `${JSON.stringify(billOfMaterials(version, parts(root)), null, 2)}\n`);
