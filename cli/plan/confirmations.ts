import type { PlanFile, ResourceChange } from "./plan-file";
import type { Problem } from "./report";

type Attributes = Readonly<Record<string, unknown>>;

/** How the guards call what they do not let go unasked; the provider's `kinds.go` is their list. */
const NAMES: Readonly<Record<string, (attributes: Attributes) => string>> = {
  nomad_namespace: ({ name }) => `namespace/${name}`,
  nomad_acl_auth_method: ({ name }) => `auth-method/${name}`,
  consul_acl_auth_method: ({ namespace, name }) => `consul-auth-method/${namespace || "default"}/${name}`,
  nomad_job: ({ namespace, id }) => `job/${namespace || "default"}/${id}`,
  nomad_csi_volume: ({ namespace, volume_id }) => `volume/${namespace || "default"}/${volume_id}`,
  nomad_csi_volume_registration: ({ namespace, volume_id }) => `volume/${namespace || "default"}/${volume_id}`,
  nomad_dynamic_host_volume: hostVolume,
  nomad_dynamic_host_volume_registration: hostVolume,
};

/**
 * What a program confirms and its plan does not destroy, as one warning: a confirmation that has done its part would let
 * the next accident through.
 *
 * @param program the text of the stack's `cdk.tf.json`
 * @param saved what the plan changes; empty for a plan without changes
 */
export function idleConfirmations(program: string, { resource_changes: changes = [] }: PlanFile): Problem[] {
  const destroyed = changes.filter(({ change }) => change.actions.includes("delete"));
  const names = new Set(destroyed.flatMap((one) => NAMES[one.type]?.(one.change.before ?? {}) ?? []));
  const idle = confirmedIn(program).filter((word) => !isNeeded(word, destroyed, names));
  if (idle.length === 0) {
    return [];
  }
  return [
    {
      level: "warning",
      summary: `guard.confirm has done its part: ${idle.join(", ")}`,
      detail:
        "the program confirms it and this plan destroys nothing of the kind; take it out of the settings of this stack, or it lets the next accident through",
    },
  ];
}

function confirmedIn(program: string): string[] {
  const { provider = {} } = JSON.parse(program) as {
    readonly provider?: Record<string, readonly { readonly guard?: { readonly confirm?: readonly string[] } }[]>;
  };
  return [...new Set(Object.values(provider).flatMap((blocks) => blocks.flatMap(({ guard }) => guard?.confirm ?? [])))];
}

function isNeeded(word: string, destroyed: readonly ResourceChange[], names: ReadonlySet<string>): boolean {
  switch (word) {
    case "empty-program":
      return destroyed.length > 0;
    case "many-jobs":
      return destroyed.some(({ type }) => type === "nomad_job");
    default:
      return names.has(word);
  }
}

function hostVolume({ namespace, name, node_id: node }: Attributes): string {
  const where = typeof node === "string" && node.length >= 8 ? `@${node.slice(0, 8)}` : "";
  return `volume/${namespace || "default"}/${name}${where}`;
}
