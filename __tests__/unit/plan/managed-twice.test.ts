import { withManagedTwice } from "../../../cli/plan/managed-twice";
import type { StackReport } from "../../../cli/report/report";
import { Stack } from "../../../cli/stack/stack";
import type { PlanFile } from "../../../cli/terraform/plan-file";

const provider = { nomad: [{ address: "http://127.0.0.1:4646" }] };
const declaring = (name: string, resource: object) => Stack.parse(JSON.stringify({ provider, resource }), name);
const reportOf = (name: string): StackReport => ({ name, dependencies: [], resources: [], problems: [] });
const planning = (name: string): PlanFile => ({
  resource_changes: [
    {
      address: "nomad_acl_policy.computed",
      type: "nomad_acl_policy",
      name: "computed",
      mode: "managed",
      change: { actions: ["no-op"], before: { name }, after: { name } },
    },
  ],
});

describe("an object whose name Terraform computes", () => {
  const computed = declaring("a", { nomad_acl_policy: { computed: { name: "${var.name}" } } });
  const fixed = declaring("b", { nomad_acl_policy: { fixed: { name: "read" } } });

  it("is an error of the plan if another stack manages it", async () => {
    const reports = await withManagedTwice([reportOf("a"), reportOf("b")], [computed, fixed], async () =>
      planning("read"),
    );
    expect(reports.map(({ problems }) => problems.map(({ summary }) => summary))).toEqual([
      [],
      [
        "[b/nomad_acl_policy.fixed] acl policy read: [a/nomad_acl_policy.computed] manages the same object, so that an apply of one undoes or deletes what the other one wrote; remove one of them (managed-twice)",
      ],
    ]);
  });

  it("is no error if it has another name", async () => {
    const given = [reportOf("a"), reportOf("b")];
    expect(await withManagedTwice(given, [computed, fixed], async () => planning("write"))).toEqual(given);
  });
});

test("no saved plan is read for a program that contains all names", async () => {
  const read = jest.fn();
  await withManagedTwice([reportOf("b")], [declaring("b", { nomad_acl_policy: { fixed: { name: "read" } } })], read);
  expect(read).not.toHaveBeenCalled();
});
