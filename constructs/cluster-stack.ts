import { homedir } from "node:os";
import path from "node:path";
import { ConsulProvider } from "@cdktf/provider-consul/lib/provider";
import { NomadProvider } from "@cdktf/provider-nomad/lib/provider";
import { App, ConsulBackend, LocalBackend, TerraformBackend, type TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { createdBeforeDestroyed } from "./create-before-destroy";
import { type GuardSettings, guardAttribute } from "./guard";
import type { ClusterFacts } from "./validate";

/**
 * Which Terraform providers do the work: ours, which see drift and ask Nomad's scheduler at plan, or HashiCorp's.
 * The resources, their attributes and their addresses are the same.
 */
export type Providers = "cdknomad" | "hashicorp";

/**
 * With what a server's API is connected to: files of PEM, `~/` being the home folder, others from where `cdktf.json` is.
 * Keys themselves never stand here.
 */
export interface TlsSettings {
  /**
   * The authority that signed the server's certificate.
   * @default - those that this machine trusts
   */
  readonly caFile?: string;
  /**
   * Our certificate, for a server that asks for one; it needs a `keyFile`.
   * @default - none is shown
   */
  readonly certFile?: string;
  /**
   * The key of our certificate.
   * @default - none
   */
  readonly keyFile?: string;
}

/** Where Nomad is, and who we are to it. Tokens themselves never stand here: they would end up in `cdk.tf.json`. */
export interface NomadSettings {
  /** The address of the HTTP API, as `http://127.0.0.1:4646`. */
  readonly address: string;
  /**
   * The region.
   * @default - Nomad uses the agent's own
   */
  readonly region?: string;
  /**
   * A file (mode 0600) that holds the ACL token, named as those of `tls`; read by our provider when NOMAD_TOKEN is not set.
   * @default - only NOMAD_TOKEN
   */
  readonly tokenFile?: string;
  /**
   * A program, with its arguments, that prints the ACL token, as `["pass", "nomad/token"]`. Our provider runs it, without a
   * shell, when there is no token in NOMAD_TOKEN and no `tokenFile`; the token is in no file and no output.
   * @default - none
   */
  readonly tokenCommand?: readonly [string, ...string[]];
  /**
   * Certificates, for a cluster that asks for them.
   * @default - those that NOMAD_CACERT, NOMAD_CLIENT_CERT and NOMAD_CLIENT_KEY name, if any
   */
  readonly tls?: TlsSettings;
}

/** Where Consul is. Its token comes from CONSUL_HTTP_TOKEN or from a file, and never stands here. */
export interface ConsulSettings {
  /** The address of the HTTP API, as `http://127.0.0.1:8500`. */
  readonly address: string;
  /**
   * The datacenter.
   * @default - Consul uses the agent's own
   */
  readonly datacenter?: string;
  /**
   * A file (mode 0600) that holds the ACL token, named as those of `tls`; read by our provider when CONSUL_HTTP_TOKEN is not set.
   * @default - only CONSUL_HTTP_TOKEN
   */
  readonly tokenFile?: string;
  /**
   * A program, with its arguments, that prints the ACL token, as `["pass", "consul/token"]`. Our provider runs it, without a
   * shell, when there is no token in CONSUL_HTTP_TOKEN and no `tokenFile`; the token is in no file and no output.
   * @default - none
   */
  readonly tokenCommand?: readonly [string, ...string[]];
  /**
   * Certificates, for a cluster that asks for them.
   * @default - those that CONSUL_CACERT, CONSUL_CLIENT_CERT and CONSUL_CLIENT_KEY name, if any
   */
  readonly tls?: TlsSettings;
}

/**
 * Where Terraform's states are kept, one a stack.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/consul
 */
export type StateSettings = ConsulState | FileState;

/** States in Consul's KV, with a lock. */
export interface ConsulState {
  /**
   * The prefix of their keys in Consul's own KV, as `cdknomad/prod`: the state of the stack `apps` is `cdknomad/prod/apps`.
   * Terraform locks it while it plans and applies. The token comes from CONSUL_HTTP_TOKEN, never from here;
   * {@link statePolicy} has the rules that it needs.
   */
  readonly consul: string;
}

/** States in files of this machine. */
export interface FileState {
  /** The folder, from where `cdktf.json` is: that of the stack `apps` is `<folder>/terraform.apps.tfstate` there. */
  readonly folder: string;
}

/** One cluster, as a stack sees it. */
export interface ClusterSettings {
  readonly nomad: NomadSettings;
  /**
   * The cluster's Consul.
   * @default - none; a construct that needs one is an error
   */
  readonly consul?: ConsulSettings;
  /**
   * Where Terraform's states are kept.
   * @default - `terraform.<stack>.tfstate` beside `cdktf.json`
   */
  readonly state?: StateSettings;
  /**
   * Which Terraform providers do the work.
   * @default "cdknomad"
   */
  readonly providers?: Providers;
  /**
   * The datacenters of a job that names none.
   * @default - Nomad uses `["*"]`, all of them
   */
  readonly datacenters?: readonly string[];
  /**
   * The node pool of a job that names none.
   * @default - Nomad uses that of the job's namespace, else `default`
   */
  readonly nodePool?: string;
  /**
   * How many nodes run jobs, for the rules that ask whether all allocations can be placed.
   * @default - unknown; those rules assume enough
   */
  readonly nodes?: number;
  /**
   * What a plan must not destroy unasked; `"off"` for a cluster that is thrown away. Only our own providers have guards.
   * @default - guards are on, with the limits of {@link GuardSettings}
   */
  readonly guard?: GuardSettings | "off";
}

/** What Terraform calls our own provider of that name. */
const ours = (name: "nomad" | "consul") => ({ source: `terraform.local/cdknomad/${name}`, version: "0.1.0" });

/**
 * One Terraform state on one cluster: the provider and the place of the state are set up, resources are added by the
 * stack that extends it.
 *
 * The state is kept where the settings say, unless the stack adds a backend of its own.
 */
export class ClusterStack extends TerraformStack {
  /** What the rules over a job may know of the cluster. */
  readonly facts: ClusterFacts;
  /** Which Terraform providers do the work. */
  readonly providers: Providers;
  /** Where jobs run that do not say it themselves. */
  readonly placement: Pick<ClusterSettings, "datacenters" | "nodePool">;
  private readonly settings: ClusterSettings;

  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id);
    this.settings = settings;
    this.providers = settings.providers ?? "cdknomad";
    const { nomad, nodes, datacenters, nodePool } = settings;
    this.placement = { ...(datacenters && { datacenters }), ...(nodePool !== undefined && { nodePool }) };
    this.checkState();
    this.node.addValidation({ validate: () => createdBeforeDestroyed(this) });
    this.facts = { ...(nodes !== undefined && { nodes }) };
    const { address, region } = nomad;
    const provider = new NomadProvider(this, "provider:nomad", {
      address,
      ...(region !== undefined && { region }),
      ...this.files(nomad.tls),
    });
    this.makeOurs("nomad", provider, nomad);
    if (settings.consul) {
      this.addConsulProvider(settings.consul);
    }
  }

  /**
   * Sets up Consul's provider where the settings have a Consul, also in a stack that makes nothing there: what the state
   * still holds of a program that did can only be destroyed by what tells where it is. Terraform asks a provider that
   * nothing needs neither for a token nor for a connection.
   */
  private addConsulProvider(consul: ConsulSettings): void {
    const { address, datacenter, tls } = consul;
    const provider = new ConsulProvider(this, "provider:consul", {
      address,
      ...(datacenter !== undefined && { datacenter }),
      ...this.files(tls),
    });
    this.makeOurs("consul", provider, consul);
  }

  /** Makes a provider one of ours, with what only ours know: guards, and where the token is. */
  private makeOurs(
    name: "nomad" | "consul",
    provider: TerraformProvider,
    { tokenFile, tokenCommand }: Pick<NomadSettings, "tokenFile" | "tokenCommand">,
  ): void {
    if (this.providers !== "cdknomad") {
      return;
    }
    this.addOverride(`terraform.required_providers.${name}`, ours(name));
    provider.addOverride("guard", guardAttribute(this, name, this.settings.guard));
    if (tokenFile !== undefined) {
      provider.addOverride("token_file", this.fromFolder({ tokenFile }).tokenFile);
    }
    if (tokenCommand !== undefined) {
      provider.addOverride("token_command", [...tokenCommand]);
    }
  }

  /** Files as the stack's providers find them. Only our own know what `~/` is. */
  private files(tls: TlsSettings = {}): TlsSettings {
    return this.fromFolder(this.providers === "cdknomad" ? tls : inFull(tls));
  }

  /** Where Terraform runs. */
  private folder(): string {
    return path.resolve(App.of(this).outdir, "stacks", this.node.id);
  }

  /** Paths from there, but for those from the home folder or the root: in full, they would not be the same on every machine. */
  private fromFolder<T extends object>(files: T): T {
    const relative = (file: string) => (/^[~/]/.test(file) ? file : path.relative(this.folder(), path.resolve(file)));
    return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, relative(file)])) as T;
  }

  /**
   * Makes sure that there is a Consul. Constructs of Consul call it.
   *
   * @param asker the construct that needs it, for the message
   * @throws Error when the settings have no Consul
   */
  needConsul(asker: Construct): void {
    if (!this.settings.consul) {
      throw new Error(`[${asker.node.path}] this stack knows of no Consul; give its settings consul: { address }`);
    }
  }

  private checkState(): void {
    const { state, consul } = this.settings;
    if (!state || "folder" in state) {
      return;
    }
    if (!/^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(state.consul)) {
      throw new Error(
        `[${this.node.path}] state.consul: "${state.consul}" is no prefix of keys; use words of letters, digits and "-_." with "/" between them, as cdknomad/prod`,
      );
    }
    if (!consul) {
      throw new Error(
        `[${this.node.path}] state.consul: this stack knows of no Consul; give its settings consul: { address }, or set CONSUL_HTTP_ADDR`,
      );
    }
  }

  /** @internal called by cdktf at synthesis: the backend that the stack added itself, else a local file. */
  override ensureBackendExists(): TerraformBackend {
    const own = this.node.findAll().find(TerraformBackend.isBackend);
    if (own) {
      return own as TerraformBackend;
    }
    const { state, consul } = this.settings;
    if (state && "consul" in state && consul) {
      const { protocol, host } = new URL(consul.address);
      return new ConsulBackend(this, {
        accessToken: "", // Terraform takes CONSUL_HTTP_TOKEN then, and does not write it into its own files
        address: host,
        scheme: protocol.slice(0, -1),
        ...(consul.datacenter !== undefined && { datacenter: consul.datacenter }),
        ...this.fromFolder(inFull(consul.tls)), // Terraform itself reads them
        path: `${state.consul}/${this.node.id}`,
        gzip: true, // Consul takes half a megabyte a key; what is larger is written in parts, which is slower
      });
    }
    const kept = path.resolve(state && "folder" in state ? state.folder : "", `terraform.${this.node.id}.tfstate`);
    return new LocalBackend(this, { path: path.relative(this.folder(), kept) });
  }

  /**
   * @internal called by cdktf at synthesis. It leaves out the comment in which cdktf names each resource's construct:
   * `cdktf diff` and `cdktf deploy` would look for every one of these names in every line that Terraform prints, minutes
   * for a thousand jobs, only to repeat behind an address what our addresses say already.
   */
  override toTerraform(): Record<string, unknown> {
    const terraform = super.toTerraform();
    for (const kind of [terraform.resource, terraform.data]) {
      for (const resource of Object.values<Record<string, object>>(kind ?? {}).flatMap(Object.values)) {
        delete resource["//"];
      }
    }
    return terraform;
  }
}

function inFull(tls: TlsSettings = {}): TlsSettings {
  return Object.fromEntries(Object.entries(tls).map(([name, file]) => [name, file.replace(/^~(?=\/)/, homedir())]));
}

/** Where the jobs of a stack run that do not say it themselves. */
export function clusterPlacement(scope: Construct): ClusterStack["placement"] {
  const stack = TerraformStack.of(scope);
  return stack instanceof ClusterStack ? stack.placement : {};
}

/** What is known of the cluster that a construct is for; nothing in a stack that is no {@link ClusterStack}. */
export function clusterFacts(scope: Construct): ClusterFacts {
  const stack = TerraformStack.of(scope);
  return stack instanceof ClusterStack ? stack.facts : {};
}

/**
 * Makes sure that the stack of a construct has Consul's provider.
 *
 * @throws Error when the stack is no {@link ClusterStack}, or knows of no Consul
 */
export function needConsul(scope: Construct): void {
  const stack = TerraformStack.of(scope);
  if (!(stack instanceof ClusterStack)) {
    throw new Error(`[${scope.node.path}] it needs Consul's provider; put it into a ClusterStack`);
  }
  stack.needConsul(scope);
}
