import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateBindings } from "./generate";
import { readSchemas } from "./schemas";

/** `npm run gen:bindings`: writes the classes of the resources of our providers into `.gen/terraform`. */
async function write(): Promise<void> {
  const target = path.join(__dirname, "..", "..", ".gen", "terraform");
  const files = await generateBindings(await readSchemas());
  rmSync(target, { recursive: true, force: true });
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    writeFileSync(path.join(target, file), text);
  }
}

write().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
