import { withOtherSecret } from "../../../cli/apply/other-secret";

describe("an error of Terraform about another plan at apply", () => {
  const error = (attribute: string) => ({
    severity: "error" as const,
    summary: "Provider produced inconsistent final plan",
    detail: `When expanding the plan for nomad_variable.default_app to include new values learned so far during apply, provider "terraform.local/cdknomad/nomad" produced an invalid new value for ${attribute}: inconsistent values for sensitive attribute.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.`,
  });

  it("says that the secret is another one if it is about the hash of a write-only argument", () => {
    expect(withOtherSecret(error(".items_wo_hash"))).toEqual({
      severity: "error",
      summary: "nomad_variable.default_app: items_wo has another value than the plan has seen (changed-since-plan)",
      detail:
        "it was not written; a saved plan has no secrets, so plan and apply read them: plan again, and apply with the same TF_VAR_ variables and files",
    });
  });

  it("names the argument of a block", () => {
    const { summary } = withOtherSecret(error(".config.oidc_client_secret_wo_hash"));
    expect(summary).toContain("oidc_client_secret_wo has another value than the plan has seen");
  });

  it("stays as it is if it is about something else", () => {
    expect(withOtherSecret(error(".items"))).toEqual(error(".items"));
    const other = { ...error(".items_wo_hash"), summary: "Another error" };
    expect(withOtherSecret(other)).toBe(other);
  });
});
