import { homedir } from "node:os";
import path from "node:path";
import type { Construct } from "constructs";
import { App, ConsulBackend, LocalBackend, TerraformBackend, TerraformStack } from "#cdk";
import { ConsulProvider } from "../.gen/terraform/consul/provider";
import { NomadProvider, type NomadProviderConfig } from "../.gen/terraform/nomad/provider";
import { parseAddress } from "../clients/parse-address";
import { CodedError } from "../errors";
import released from "../provider/internal/version/version.json";
import { type AuthJwtSettings, authJwtArguments } from "./auth-jwt";
import { encodeConfigurations } from "./configuration-entries";
import { createdBeforeDestroyed } from "./create-before-destroy";
import { type GuardSettings, guardAttribute } from "./guard";
import { managedTwiceIn } from "./managed-once";
import { warnOfNormalizedTexts } from "./normalized-texts";
import { serverAddress } from "./server-address";
import { remoteBackend } from "./state-backend";
import { stateProblem } from "./state-problem";
import type { StateSettings } from "./state-settings";
import { unservedTypes } from "./unserved-types";
import type { ClusterFacts } from "./validate";

/**
 * The Terraform providers that manage the resources: those of cdknomad, which report drift and ask Nomad's scheduler at plan, or
 * those of HashiCorp. The resource types, attributes and addresses are the same.
 *
 * @see docs/reference/official-providers.md
 */
export type Providers = "cdknomad" | "hashicorp";

/**
 * TLS settings for the connection to a server. Each value is the path of a PEM file: absolute, relative to `cdktf.json`, or
 * starting with `~/`. Never put key material itself here.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/traffic/tls
 */
export interface TlsSettings {
  /**
   * Certificate of the authority that signed the certificate of the server.
   * @default - the authorities that this machine trusts
   */
  readonly caFile?: string;
  /**
   * Client certificate, for a server that verifies its clients. It needs `keyFile`.
   * @default - no client certificate
   */
  readonly certFile?: string;
  /**
   * Private key of the client certificate.
   * @default - no client certificate
   */
  readonly keyFile?: string;
}

/**
 * Address and credentials of the Nomad API. Never put a token itself here: it would be written to `cdk.tf.json`.
 *
 * @see docs/reference/settings.md
 */
export interface NomadSettings {
  /** Address of the HTTP API, such as `http://127.0.0.1:4646`. */
  readonly address: string;
  /**
   * Nomad region of the requests.
   * @default - Nomad uses the region of the agent
   */
  readonly region?: string;
  /**
   * Path of a file (mode 0600) with the ACL token, in the form of the paths of `tls`. The provider of cdknomad reads it if
   * `NOMAD_TOKEN` is not set.
   * @default - the provider reads `NOMAD_TOKEN` only
   */
  readonly tokenFile?: string;
  /**
   * Command and arguments that print the ACL token, such as `["pass", "nomad/token"]`. The provider of cdknomad runs the command
   * without a shell if neither `NOMAD_TOKEN` nor `tokenFile` is set. The token is not written to any file or output.
   * @default - no command
   */
  readonly tokenCommand?: readonly [string, ...string[]];
  /**
   * Login with a JSON web token, for a pipeline. It replaces `NOMAD_TOKEN`, `tokenFile`, and `tokenCommand`.
   * @default - no login
   */
  readonly authJwt?: AuthJwtSettings;
  /**
   * Certificates for a cluster with TLS.
   * @default - the provider reads `NOMAD_CACERT`, `NOMAD_CLIENT_CERT` and `NOMAD_CLIENT_KEY`
   */
  readonly tls?: TlsSettings;
}

/**
 * Address and credentials of the Consul API. Never put a token itself here: it would be written to `cdk.tf.json`.
 *
 * @see docs/reference/settings.md
 */
export interface ConsulSettings {
  /** Address of the HTTP API, such as `http://127.0.0.1:8500`. */
  readonly address: string;
  /**
   * Consul datacenter of the requests.
   * @default - Consul uses the datacenter of the agent
   */
  readonly datacenter?: string;
  /**
   * Path of a file (mode 0600) with the ACL token, in the form of the paths of `tls`. The provider of cdknomad reads it if
   * `CONSUL_HTTP_TOKEN` is not set.
   * @default - the provider reads `CONSUL_HTTP_TOKEN` only
   */
  readonly tokenFile?: string;
  /**
   * Command and arguments that print the ACL token, such as `["pass", "consul/token"]`. The provider of cdknomad runs the command
   * without a shell if neither `CONSUL_HTTP_TOKEN` nor `tokenFile` is set. The token is not written to any file or output.
   * @default - no command
   */
  readonly tokenCommand?: readonly [string, ...string[]];
  /**
   * Login with a JSON web token, for a pipeline. It replaces `CONSUL_HTTP_TOKEN`, `tokenFile`, and `tokenCommand`.
   * @default - no login
   */
  readonly authJwt?: AuthJwtSettings;
  /**
   * Certificates for a cluster with TLS.
   * @default - the provider reads `CONSUL_CACERT`, `CONSUL_CLIENT_CERT` and `CONSUL_CLIENT_KEY`
   */
  readonly tls?: TlsSettings;
}

/**
 * Settings of one cluster: how to reach it, where its states are, and defaults for its jobs.
 *
 * @see docs/reference/settings.md
 */
export interface ClusterSettings {
  /**
   * Name of the environment. `settings` and `ClusterApp` set it. Every report names it, and an apply remembers it next to the state.
   * @default - the cluster has no name
   */
  readonly environment?: string;
  /**
   * Name of the throwaway lab that the settings describe. `lab` of `cdknomad/lab` sets it. No command sends a request if that lab is
   * not running.
   * @default - not a lab
   */
  readonly lab?: string;
  /**
   * Whether the lab takes the place of the environment's own cluster. `CDKNOMAD_ON` sets it. Secrets are placeholders.
   * @default false
   */
  readonly isRehearsal?: boolean;
  /** The Nomad API of the cluster. */
  readonly nomad: NomadSettings;
  /**
   * The Consul API of the cluster.
   * @default - no Consul; a construct that needs Consul throws an error
   */
  readonly consul?: ConsulSettings;
  /**
   * Where Terraform keeps its states.
   * @default - `terraform.<stack>.tfstate` beside `cdktf.json`
   */
  readonly state?: StateSettings;
  /**
   * The Terraform providers that manage the resources. Those of HashiCorp may have any version from the one of the classes
   * (nomad 2.5.2, consul 2.22.1) up to the next major version.
   * @default "cdknomad"
   */
  readonly providers?: Providers;
  /**
   * Datacenters of each job that does not set `datacenters`.
   * @default - Nomad uses `["*"]`, all datacenters
   */
  readonly datacenters?: readonly string[];
  /**
   * Node pool of each job that does not set `nodePool`.
   * @default - Nomad uses the node pool of the job's namespace, or `default`
   */
  readonly nodePool?: string;
  /**
   * Number of nodes that run jobs. Rules use it to check that all allocations can be placed.
   * @default - unknown; the rules assume that there are enough nodes
   */
  readonly nodes?: number;
  /**
   * Version of the cluster's Nomad, such as `1.10.5`. A field of a job that this version does not know is an error at synthesis, because
   * Nomad would ignore it. Set a later version if the servers are a build that has fields of it.
   * @default - `cdknomad plan` asks the servers, and a field that one of them does not know is an error of the plan
   */
  readonly nomadVersion?: string;
  /**
   * Whether the states hold every `Secret`, as Terraform and OpenTofu before 1.11 need it. Otherwise the secrets are write-only:
   * neither a state nor a saved plan has them. The official providers keep secrets in the state in any case.
   * @default false
   */
  readonly secretsInState?: boolean;
  /**
   * Limits for what a plan may destroy without a confirmation; `"off"` for a throwaway cluster. Only the providers of cdknomad have
   * guards.
   * @default - the guards are on, with the defaults of {@link GuardSettings}
   */
  readonly guard?: GuardSettings | "off";
}

/** Source address and version of a provider of cdknomad. */
const requirement = (name: "nomad" | "consul") => ({
  source: `terraform.local/cdknomad/${name}`,
  version: released.version,
});

/** Requirements of the official providers: from the version of the classes in `@cdktf/provider-*` up to the next major version. */
const OFFICIAL = {
  nomad: { source: "nomad", version: ">= 2.5.2, < 3.0.0" },
  consul: { source: "consul", version: ">= 2.22.1, < 3.0.0" },
} as const;

type OwnArguments = Pick<NomadProviderConfig, "guard" | "tokenFile" | "tokenCommand">;

/** Shared by all installed copies of this library; `instanceof` would be false for a stack of another copy. */
const CLUSTER_STACK = Symbol.for("cdknomad.ClusterStack");

/**
 * A stack for one cluster, with its own Terraform state. It configures the providers and the place of the state; the class that
 * extends it adds the resources. A backend that the stack adds itself replaces the one of the settings.
 *
 * @see https://developer.hashicorp.com/terraform/cdktf/concepts/stacks
 */
export class ClusterStack extends TerraformStack {
  /** Facts about the cluster, for the rules over jobs. */
  readonly facts: ClusterFacts;
  /** The Terraform providers that manage the resources. */
  readonly providers: Providers;
  /** Version of the cluster's Nomad, if the settings have it. */
  readonly nomadVersion?: string;
  /** Datacenters and node pool of the jobs that do not set them. */
  readonly placement: Pick<ClusterSettings, "datacenters" | "nodePool">;
  private readonly settings: ClusterSettings;

  /** @internal Whether a lab takes the place of the cluster, so that secrets are placeholders. */
  readonly isRehearsal: boolean;

  /** @internal Whether secrets are write-only where the provider has a write-only argument. */
  readonly hasWriteOnlySecrets: boolean;

  /** Whether a value is a `ClusterStack`, also one of another installed copy of this library. */
  static isClusterStack(value: unknown): value is ClusterStack {
    return typeof value === "object" && value !== null && CLUSTER_STACK in value;
  }

  /**
   * @param scope the app
   * @param id the name of the stack and of its state
   * @param settings the cluster
   * @throws CodedError if a setting is not valid (`property-invalid`), or if the states are in Consul and the settings have no Consul
   * (`consul-missing`)
   */
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id);
    Object.defineProperty(this, CLUSTER_STACK, { value: true });
    this.settings = settings;
    this.isRehearsal = settings.isRehearsal === true;
    this.providers = settings.providers ?? "cdknomad";
    this.hasWriteOnlySecrets = this.providers === "cdknomad" && settings.secretsInState !== true;
    const { nomad, nodes, datacenters, nodePool } = settings;
    this.placement = { ...(datacenters && { datacenters }), ...(nodePool !== undefined && { nodePool }) };
    if (settings.nomadVersion !== undefined) {
      this.nomadVersion = this.checkedVersion(settings.nomadVersion);
    }
    this.checkState();
    this.node.addValidation({ validate: () => [...createdBeforeDestroyed(this), ...this.managedTwice()] });
    this.node.addValidation({ validate: () => this.unsupportedValues() });
    this.facts = { ...(nodes !== undefined && { nodes }) };
    const { region } = nomad;
    const login = this.login(nomad);
    new NomadProvider(this, "provider:nomad", {
      address: serverAddress(this, "nomad", nomad.address),
      ...(region !== undefined && { region }),
      ...this.files(nomad.tls),
      ...this.ownArguments("nomad", nomad),
      ...(login && { authJwt: [{ authMethod: login.authMethod, loginToken: login.token }] }),
    });
    if (settings.consul) {
      this.addConsulProvider(settings.consul);
    }
  }

  /**
   * Configures Consul's provider, also in a stack without resources of Consul: the state may still have such resources, and
   * Terraform needs the provider to destroy them. Terraform does not connect a provider that no resource needs.
   */
  private addConsulProvider(consul: ConsulSettings): void {
    const { datacenter, tls } = consul;
    const login = this.login(consul);
    new ConsulProvider(this, "provider:consul", {
      address: serverAddress(this, "consul", consul.address),
      ...(datacenter !== undefined && { datacenter }),
      ...this.files(tls),
      ...this.ownArguments("consul", consul),
      ...(login && { authJwt: { authMethod: login.authMethod, bearerToken: login.token } }),
    });
  }

  /** Returns the arguments of the login to a server; undefined if the settings have none. */
  private login({ authJwt }: Pick<NomadSettings, "authJwt">): ReturnType<typeof authJwtArguments> | undefined {
    return authJwt && authJwtArguments(this, authJwt, this.hasWriteOnlySecrets);
  }

  /** Selects the provider, and returns the arguments that only the one of cdknomad has: guards, and where the token is. */
  private ownArguments(
    name: "nomad" | "consul",
    { tokenFile, tokenCommand }: Pick<NomadSettings, "tokenFile" | "tokenCommand">,
  ): OwnArguments {
    if (this.providers !== "cdknomad") {
      this.addOverride(`terraform.required_providers.${name}`, OFFICIAL[name]);
      return {};
    }
    this.addOverride(`terraform.required_providers.${name}`, requirement(name));
    return {
      guard: guardAttribute(this, name, this.settings.guard),
      ...(tokenFile !== undefined && this.fromFolder({ tokenFile })),
      ...(tokenCommand !== undefined && { tokenCommand: [...tokenCommand] }),
    };
  }

  /** The paths for the provider. Only the providers of cdknomad expand `~/`. */
  private files(tls: TlsSettings = {}): TlsSettings {
    return this.fromFolder(this.providers === "cdknomad" ? tls : inFull(tls));
  }

  /** The folder in which Terraform runs. */
  private folder(): string {
    return path.resolve(App.of(this).outdir, "stacks", this.node.id);
  }

  /** The paths relative to that folder, so that the synthesized file is the same on every machine. */
  private fromFolder<T extends object>(files: T): T {
    const relative = (file: string) => (/^[~/]/.test(file) ? file : path.relative(this.folder(), path.resolve(file)));
    return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, relative(file)])) as T;
  }

  /**
   * Checks that the settings have a Consul. The constructs of Consul call it.
   *
   * @param asker the construct that needs Consul, for the message
   * @throws CodedError if the settings have no Consul (`consul-missing`)
   */
  needConsul(asker: Construct): void {
    if (!this.settings.consul) {
      throw new CodedError(
        "consul-missing",
        `[${asker.node.path}] the settings of the stack have no Consul; add consul: { address }`,
      );
    }
  }

  /** Checks the whole program, in its first stack only. */
  private managedTwice(): string[] {
    const stacks = this.node.root.node.findAll().filter(ClusterStack.isClusterStack);
    if (stacks[0] !== this) {
      return [];
    }
    const states = stacks.flatMap((stack) => {
      const { state } = stack.settings;
      return state && "consul" in state ? { stack, key: `${state.consul}/${stack.node.id}` } : [];
    });
    return managedTwiceIn(this.node.root, states);
  }

  /** Reports what the providers or Terraform would refuse or change, and returns the errors. */
  private unsupportedValues(): string[] {
    warnOfNormalizedTexts(this);
    return [...encodeConfigurations(this), ...(this.providers === "cdknomad" ? unservedTypes(this) : [])];
  }

  private checkedVersion(version: string): string {
    if (!/^\d+\.\d+\.\d+([+-][A-Za-z0-9.+-]+)?$/.test(version)) {
      throw new CodedError(
        "property-invalid",
        `[${this.node.path}] nomadVersion: got "${version}", allowed is a full version such as 1.10.5; "nomad version" on a server prints it`,
      );
    }
    return version;
  }

  private checkState(): void {
    const { state, consul } = this.settings;
    const problem = state && stateProblem(state);
    if (problem !== undefined) {
      throw new CodedError("property-invalid", `[${this.node.path}] ${problem}`);
    }
    if (state && "consul" in state && !consul) {
      throw new CodedError(
        "consul-missing",
        `[${this.node.path}] state.consul: the settings of the stack have no Consul; add consul: { address }, or set CONSUL_HTTP_ADDR`,
      );
    }
  }

  /** @internal cdktf calls it at synthesis. Returns the backend that the stack added, or that of the settings. */
  override ensureBackendExists(): TerraformBackend {
    const own = this.node.findAll().find(TerraformBackend.isBackend);
    if (own) {
      return own as TerraformBackend;
    }
    const { state, consul } = this.settings;
    if (state && "consul" in state && consul) {
      const { address } = parseAddress("consul", serverAddress(this, "consul", consul.address));
      const [scheme, host = ""] = address.split("://");
      return new ConsulBackend(this, {
        accessToken: "", // Terraform then reads CONSUL_HTTP_TOKEN and does not write it to its own files.
        ...(scheme === "unix" ? { address, scheme: "http" } : { address: host, scheme: scheme ?? "" }),
        ...(consul.datacenter !== undefined && { datacenter: consul.datacenter }),
        ...this.fromFolder(inFull(consul.tls)), // Terraform itself reads the files.
        path: `${state.consul}/${this.node.id}`,
        gzip: true, // Consul stores half a megabyte per key; a larger state is split, which is slower.
      });
    }
    if (state && ("s3" in state || "http" in state)) {
      return remoteBackend(this, state);
    }
    const kept = path.resolve(state && "folder" in state ? state.folder : "", `terraform.${this.node.id}.tfstate`);
    return new LocalBackend(this, { path: path.relative(this.folder(), kept) });
  }

  /**
   * @internal cdktf calls it at synthesis. It removes the comment with the construct path of each resource: `cdktf diff` and
   * `cdktf deploy` search every line of Terraform's output for each of these paths, which takes minutes for a thousand jobs.
   */
  override toTerraform(): Record<string, unknown> {
    encodeConfigurations(this); // Also without validations.
    const terraform = super.toTerraform();
    this.nameCluster(terraform);
    for (const kind of [terraform.resource, terraform.data]) {
      for (const resource of Object.values<Record<string, object>>(kind ?? {}).flatMap(Object.values)) {
        delete resource["//"];
      }
    }
    return terraform;
  }

  /** Adds what the commands of cdknomad read to the metadata, which Terraform ignores: environment, lab, and version of Nomad. */
  private nameCluster(terraform: Record<string, unknown>): void {
    const { environment, lab, nomadVersion } = this.settings;
    const { metadata } = (terraform["//"] ?? {}) as { metadata?: Record<string, unknown> };
    const known = Object.entries({ environment, lab, nomadVersion }).filter(([, value]) => value !== undefined);
    if (metadata && known.length > 0) {
      metadata.cluster = Object.fromEntries(known);
    }
  }
}

function inFull(tls: TlsSettings = {}): TlsSettings {
  return Object.fromEntries(Object.entries(tls).map(([name, file]) => [name, file.replace(/^~(?=\/)/, homedir())]));
}

/** Datacenters and node pool for the jobs of a construct's stack; empty if the stack is not a {@link ClusterStack}. */
export function clusterPlacement(scope: Construct): ClusterStack["placement"] {
  const stack = TerraformStack.of(scope);
  return ClusterStack.isClusterStack(stack) ? stack.placement : {};
}

/** Whether the providers of HashiCorp manage the resources of a construct's stack. */
export function usesOfficialProviders(scope: Construct): boolean {
  const stack = TerraformStack.of(scope);
  return ClusterStack.isClusterStack(stack) && stack.providers === "hashicorp";
}

/** Version of Nomad in the settings of a construct's stack; undefined if the stack is not a {@link ClusterStack} or has none. */
export function clusterVersion(scope: Construct): string | undefined {
  const stack = TerraformStack.of(scope);
  return ClusterStack.isClusterStack(stack) ? stack.nomadVersion : undefined;
}

/** Facts about the cluster of a construct's stack; empty if the stack is not a {@link ClusterStack}. */
export function clusterFacts(scope: Construct): ClusterFacts {
  const stack = TerraformStack.of(scope);
  return ClusterStack.isClusterStack(stack) ? stack.facts : {};
}

/**
 * Checks that the stack of a construct has the provider of Consul.
 *
 * @throws CodedError if the stack is not a {@link ClusterStack}, or its settings have no Consul (`consul-missing`)
 */
export function needConsul(scope: Construct): void {
  const stack = TerraformStack.of(scope);
  if (!ClusterStack.isClusterStack(stack)) {
    throw new CodedError(
      "consul-missing",
      `[${scope.node.path}] it needs the provider of Consul; put it into a ClusterStack`,
    );
  }
  stack.needConsul(scope);
}
