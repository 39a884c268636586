import { spawnSync } from "node:child_process";
import path from "node:path";
import { repository } from "./page";

jest.setTimeout(600_000);

test("the reference of `npm run docs` is made without a warning: what everybody may call has a docstring, every link in it leads on", () => {
  const typedoc = path.join(repository, "node_modules", "typedoc", "bin", "typedoc");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [typedoc, "--emit", "none", "--treatWarningsAsErrors"],
    { cwd: repository, encoding: "utf8" },
  );
  expect(`${stdout}${stderr}`).not.toMatch(/\[(warning|error)\]/);
  expect(status).toBe(0);
});
