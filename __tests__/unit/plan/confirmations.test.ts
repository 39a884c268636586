import { idleConfirmations } from "../../../cli/plan/confirmations";
import { Stack } from "../../../cli/stack/stack";
import type { PlanFile } from "../../../cli/terraform/plan-file";

const program = (confirm: readonly string[]) =>
  Stack.parse(JSON.stringify({ provider: { nomad: [{ guard: { confirm } }], consul: [{ guard: { confirm } }] } }));

const plan = (
  ...changes: readonly (readonly [type: string, action: "delete" | "replace" | "update", before: object])[]
) =>
  ({
    resource_changes: changes.map(([type, action, before], index) => ({
      address: `${type}.r${index}`,
      type,
      name: `r${index}`,
      mode: "managed",
      change: { actions: action === "replace" ? ["delete", "create"] : [action], before, after: null },
    })),
  }) as PlanFile;

const warning = (words: string) => [
  {
    level: "warning",
    summary: `guard.confirm is not needed any more: ${words} (confirmation-idle)`,
    detail:
      "this plan destroys nothing that needs these confirmations; remove them from the settings of this stack, because they would allow the next accidental deletion",
  },
];

describe("what a program confirms", () => {
  it.each([
    ["namespace/dns", "nomad_namespace", { name: "dns" }],
    ["auth-method/github", "nomad_acl_auth_method", { name: "github" }],
    ["consul-auth-method/default/jwt", "consul_acl_auth_method", { name: "jwt", namespace: null }],
    ["job/default/db", "nomad_job", { id: "db", namespace: null }],
    ["job/lab/db", "nomad_job", { id: "db", namespace: "lab" }],
    ["volume/default/data", "nomad_csi_volume", { volume_id: "data", name: "Data", namespace: "default" }],
    ["volume/lab/data", "nomad_csi_volume_registration", { volume_id: "data", namespace: "lab" }],
    ["volume/default/data@01234567", "nomad_dynamic_host_volume", { name: "data", node_id: "0123456789ab" }],
    [
      "volume/default/data@01234567",
      "nomad_dynamic_host_volume_registration",
      { name: "data", node_id: "0123456789ab" },
    ],
    ["policy/readers", "nomad_acl_policy", { name: "readers" }],
    ["variable/default/nomad/jobs/db", "nomad_variable", { path: "nomad/jobs/db", namespace: "default" }],
    ["consul-role/default/ops", "consul_acl_role", { name: "ops", namespace: null }],
    ["many-jobs", "nomad_job", { id: "web" }],
    ["empty-program", "nomad_acl_policy", { name: "p" }],
  ] as const)("is not warned of while the plan needs it: %s", (word, type, before) => {
    expect(idleConfirmations(program([word]), plan([type, "delete", before]))).toEqual([]);
    expect(idleConfirmations(program([word]), plan([type, "replace", before]))).toEqual([]);
    expect(idleConfirmations(program([word]), plan([type, "update", before]))).toEqual(warning(word));
  });

  it("is warned of when it has done its part, each word once", () => {
    const confirm = ["namespace/dns", "job/default/db", "many-jobs"];
    const destroys = plan(["nomad_namespace", "delete", { name: "dns" }]);
    expect(idleConfirmations(program(confirm), destroys)).toEqual(warning("job/default/db, many-jobs"));
    expect(idleConfirmations(program(confirm), {})).toEqual(warning("namespace/dns, job/default/db, many-jobs"));
  });

  it("is nothing to warn of where it confirms nothing", () => {
    expect(idleConfirmations(Stack.parse(JSON.stringify({ provider: { nomad: [{}] } })), {})).toEqual([]);
    expect(idleConfirmations(Stack.parse("{}"), {})).toEqual([]);
  });
});
