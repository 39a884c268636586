import { unzipSync } from "fflate";

/** Returns the contents of one file of a ZIP file, such as a saved plan of Terraform; nothing if it cannot be read. */
export function zipEntry(zip: Buffer, name: string): Buffer | undefined {
  try {
    const { [name]: contents } = unzipSync(zip, { filter: (file) => file.name === name });
    return contents && Buffer.from(contents);
  } catch {
    return undefined; // an encrypted plan, for example, is not a ZIP file
  }
}
