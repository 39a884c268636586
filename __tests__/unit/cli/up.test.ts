import { envCommand } from "../../../cli/commands/lab/env";
import { upCommand } from "../../../cli/commands/up";
import { deploy } from "../../../cli/commands/up/deploy";
import type { Lab } from "../../../lab";

const lab = {
  name: "three",
  nomadAddr: "http://127.0.0.1:24646",
  nomadToken: () => "nomad-secret",
  consulAddr: "http://127.0.0.1:28500",
  consulToken: () => "consul-secret",
} as Lab;

jest.mock("../../../cli/commands/up/deploy", () => ({ deploy: jest.fn() }));
jest.mock("../../../cli/services", () => ({ listServices: async () => [] }));
jest.mock("../../../cli/commands/lab/bring-up", () => ({
  ...jest.requireActual("../../../cli/commands/lab/bring-up"),
  bringUp: async () => lab,
}));
jest.mock("../../../lab", () => ({ ...jest.requireActual("../../../lab"), requireLab: () => lab }));

test("cdknomad up deploys with the variables that it advises for the shell, and leaves CDKNOMAD_STATE as it is", async () => {
  let printed = "";
  jest.spyOn(console, "log").mockImplementation(() => {});
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  await upCommand().parseAsync(["--name", "three"], { from: "user" });
  await envCommand().parseAsync(["--name", "three", "--json"], { from: "user" });
  jest.restoreAllMocks();
  expect(jest.mocked(deploy).mock.calls).toEqual([[JSON.parse(printed)]]);
  expect(JSON.parse(printed)).not.toHaveProperty("CDKNOMAD_STATE");
});
