import path from "node:path";
import { withStateOfNewerProvider } from "../../../cli/plan/newer-state";

jest.mock("../../../tools/find-program", () => ({ findProgram: () => "/usr/bin/terraform" }));

const folder = path.join(process.cwd(), "cdktf.out", "stacks", "apps");
const said = (address: string) =>
  `The current state of ${address} was created by a newer provider version than is currently selected. Upgrade the nomad provider to work with this state.`;

describe("a state that a newer provider wrote", () => {
  it("is explained for a job, with the command after which a plan takes the job over", () => {
    expect(withStateOfNewerProvider(said("nomad_job.default_web"), folder, "/usr/bin/terraform")).toBe(
      `${said("nomad_job.default_web")}\nIf the official provider wrote it, remove it from the state, and plan again: the job keeps running, and the plan takes it over if it is as in the program. Run: terraform -chdir=cdktf.out/stacks/apps state rm nomad_job.default_web`,
    );
  });

  it("is not explained for another type, which a plan does not take over, nor is another message", () => {
    for (const detail of [said("nomad_acl_auth_method.people"), "nomad_job.default_web is not valid"]) {
      expect(withStateOfNewerProvider(detail, folder, "/usr/bin/terraform")).toBe(detail);
    }
  });
});
