import { explainCommand } from "../../../cli/commands/explain";
import { listErrorCodes } from "../../../cli/error-pages";

/** Returns the standard output of `cdknomad explain`. */
async function explain(...args: string[]): Promise<string> {
  const print = jest.spyOn(console, "log").mockImplementation(() => {});
  try {
    await explainCommand().parseAsync(args, { from: "user" });
    return print.mock.calls.flat().join("\n");
  } finally {
    print.mockRestore();
  }
}

describe("cdknomad explain", () => {
  it("shows the page of a code without Markdown's marks", async () => {
    const page = await explain("image-not-pinned");
    expect(page).toContain('Warning: an image has no tag, or the tag "latest".');
    expect(page).toContain('    ignore: [{ code: "image-not-pinned", reason: "..." }],');
    expect(page).not.toMatch(/^(```|#)/m);
  });

  it("accepts a code with the parentheses of a message", async () => {
    expect(await explain("(read-failed)")).toContain("Error: an object cannot be read from the cluster.");
  });

  it("suggests the nearest code for a mistyped one", async () => {
    await expect(explain("image-not-pined")).rejects.toThrow(
      'there is no error code "image-not-pined"; did you mean "image-not-pinned"?',
    );
  });

  it("refers to the list if no code is near", async () => {
    await expect(explain("../../README")).rejects.toThrow(
      'there is no error code "../../README"; list all codes with: cdknomad explain',
    );
  });

  it("lists all codes with their titles", async () => {
    const lines = (await explain()).split("\n");
    expect(lines).toHaveLength(listErrorCodes().length);
    expect(lines.join("\n")).toMatch(/^port-not-declared +a service of a task, or its check, names a port/m);
  });
});
