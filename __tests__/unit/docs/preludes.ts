/**
 * What the snippets of a page take for granted: names that the text around them introduces. At most one for each page; a snippet
 * that is to be copied imports what it needs itself.
 */
export const preludes: Readonly<Record<string, string>> = {
  "README.md": `import { Job } from "cdknomad";`,
  "docs/access.md": `
    import { AclRole, AuthMethod, BindingRule, type Namespace, Secret, Workload, WorkloadIdentity } from "cdknomad";
    declare const lab: Namespace, dns: Namespace, users: AclRole, discoveryUrl: string;`,
  "docs/guards.md": `
    import { type ClusterSettings, ClusterStack, Job, type JobGroup } from "cdknomad";
    import type { App } from "cdktf";
    declare const app: App, nomad: ClusterSettings["nomad"], groups: JobGroup[];`,
  "docs/pull-requests.md": `
    declare const app: import("cdktf").App, nomad: import("cdknomad").NomadSettings, lab: import("cdknomad").Namespace;`,
  "docs/state.md": `import type { ClusterSettings } from "cdknomad";`,
  "docs/environments.md": `import type { ClusterSettings } from "cdknomad";`,
};
