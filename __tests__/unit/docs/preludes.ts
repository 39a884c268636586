/**
 * Names that the snippets of a page use without declaring them. At most one text per page; a snippet that readers copy has its
 * own imports.
 */
export const preludes: Readonly<Record<string, string>> = {
  "README.md": `import { Job } from "cdknomad";`,
  "docs/how-to/from-hcl.md": `import { Job } from "cdknomad";`,
  "docs/how-to/access.md": `
    import { AclRole, AuthMethod, BindingRule, type Namespace, Secret, Workload, WorkloadIdentity } from "cdknomad";
    declare const lab: Namespace, dns: Namespace, users: AclRole, discoveryUrl: string;`,
  "docs/how-to/ingress.md": `
    import { HostVolume } from "cdknomad";
    import { DnsServer } from "cdknomad/dns";
    import { Ingress } from "cdknomad/patterns";`,
  "docs/how-to/guards.md": `
    import { type ClusterSettings, ClusterStack, Job, type JobGroup } from "cdknomad";
    import type { App } from "cdktf";
    declare const app: App, nomad: ClusterSettings["nomad"], groups: JobGroup[];`,
  "docs/how-to/pull-requests.md": `
    declare const app: import("cdktf").App, nomad: import("cdknomad").NomadSettings, lab: import("cdknomad").Namespace;`,
  "docs/how-to/state.md": `import type { ClusterSettings } from "cdknomad";`,
  "docs/how-to/environments.md": `import type { ClusterSettings } from "cdknomad";`,
};
