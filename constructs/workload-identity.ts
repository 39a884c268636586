import { Construct } from "constructs";
import { AclAuthMethod } from "../.gen/terraform/consul/acl-auth-method";
import { AclBindingRule } from "../.gen/terraform/consul/acl-binding-rule";
import { CodedError } from "../errors";
import { resourceAddress } from "./address";
import { needConsul } from "./cluster-stack";
import { TaskRole, type TaskRoleProps } from "./consul/task-role";
import { declareTaskRoles, taskRoleName } from "./consul/task-roles";
import { jsonText } from "./generated-text";
import { literal } from "./literal";
import { type INamespace, Namespace } from "./namespace";

/**
 * What a {@link WorkloadIdentity} is made of.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul
 */
export interface WorkloadIdentityProps {
  /**
   * Where Consul's servers fetch the keys with which Nomad signs identities, as seen from them:
   * `http://127.0.0.1:4646/.well-known/jwks.json` where each has a Nomad server beside it. Consul asks there when the
   * auth method is made, and refuses it without an answer.
   */
  readonly jwksUrl: string;
  /**
   * The certificate authority of that address, as PEM.
   * @default - Consul uses those of its host
   */
  readonly jwksCaCert?: string;
  /**
   * The name of the auth method; agents of Nomad look for it by the settings `service_auth_method` and `task_auth_method`.
   * @default "nomad-workloads"
   */
  readonly name?: string;
  /**
   * What an identity has to be made for, one of them; the `aud` of `service_identity` and `task_identity` in Nomad's servers.
   * @default ["consul.io"]
   */
  readonly audiences?: readonly string[];
  /**
   * Claims of the identity that binding rules may look at beside the namespace, job, task and service.
   * @default - none
   */
  readonly claimMappings?: Readonly<Record<string, string>>;
}

/** Claims of Nomad's identities, and what binding rules call them. */
const CLAIMS = {
  nomad_namespace: "nomad_namespace",
  nomad_job_id: "nomad_job_id",
  nomad_task: "nomad_task",
  nomad_service: "nomad_service",
};

/**
 * How workloads log in to Consul, as far as namespaces are given roles.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul
 */
export abstract class TaskRoles extends Construct {
  /**
   * Gives the tasks of a namespace a role in Consul.
   *
   * @param namespace a namespace of this program, or the name of one
   * @param props what the tasks may do @default - read the keys below `<namespace>/`, and nothing else
   * @throws Error when the namespace has one already
   */
  addTaskRole(namespace: INamespace | string, props: TaskRoleProps = {}): TaskRole {
    const { namespaceName } = typeof namespace === "string" ? Namespace.fromName(namespace) : namespace;
    return new TaskRole(this, namespaceName, namespaceName, props);
  }
}

/**
 * What `nomad setup consul` has made in a cluster.
 *
 * @see https://developer.hashicorp.com/nomad/commands/setup/consul
 */
export interface ExistingWorkloadIdentityProps {
  /**
   * The namespaces whose tasks have a role that this program does not make.
   * @default ["default"]
   */
  readonly namespaces?: readonly string[];
}

/**
 * An existing login, such as that of `nomad setup consul`: its binding rule gives tasks the role
 * `nomad-<namespace>-tasks`, which that command makes for the namespace `default` only.
 *
 * @example
 * const identity = new ExistingWorkloadIdentity(stack, "identity");
 * identity.addTaskRole(dns, { services: ["coredns"] });
 *
 * @see https://developer.hashicorp.com/nomad/commands/setup/consul
 */
export class ExistingWorkloadIdentity extends TaskRoles {
  constructor(scope: Construct, id: string, { namespaces = ["default"] }: ExistingWorkloadIdentityProps = {}) {
    super(scope, id);
    declareTaskRoles(this, namespaces);
  }
}

/**
 * Lets workloads of Nomad log in to Consul with the identity that Nomad gives them, and no secret of anybody's:
 * a service may register itself under its own name, a task gets the role of its namespace.
 *
 * Tasks of a namespace without a role ({@link TaskRoles.addTaskRole}) cannot log in: a job whose tasks have a `consul` block in
 * such a namespace is an error at synthesis.
 *
 * @example
 * const identity = new WorkloadIdentity(stack, "identity", { jwksUrl: "http://127.0.0.1:4646/.well-known/jwks.json" });
 * identity.addTaskRole(dns, { services: ["coredns"] });
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul
 */
export class WorkloadIdentity extends TaskRoles {
  /** The name of the auth method in Consul. */
  readonly authMethodName: string;

  /**
   * @throws Error when the stack has this auth method already, or has no Consul
   */
  constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    super(scope, id);
    needConsul(this);
    declareTaskRoles(this, []);
    const { name = "nomad-workloads", jwksUrl, jwksCaCert, audiences = ["consul.io"], claimMappings } = props;
    if (!URL.canParse(jwksUrl)) {
      throw new CodedError(
        "property-invalid",
        `[${this.node.path}] jwksUrl: "${jwksUrl}" is no URL; give one such as http://127.0.0.1:4646/.well-known/jwks.json`,
      );
    }
    const method = new AclAuthMethod(this, "auth-method", {
      name: literal(name),
      type: "jwt",
      displayName: literal(name),
      description: "login of Nomad's workloads with their identities",
      // A token of a local agent's is made without asking another datacenter.
      tokenLocality: "local",
      configJson: jsonText({
        JWKSURL: jwksUrl,
        ...(jwksCaCert !== undefined && { JWKSCACert: jwksCaCert }),
        JWTSupportedAlgs: ["RS256"],
        BoundAudiences: audiences,
        ClaimMappings: { ...CLAIMS, ...claimMappings },
      }),
    });
    method.overrideLogicalId(resourceAddress(this, AclAuthMethod.tfResourceType, name));
    this.authMethodName = name;
    this.bind(method, "services", {
      bindType: "service",
      bindName: "${value.nomad_service}",
      selector: '"nomad_service" in value',
      description: "a service registers itself under its own name",
    });
    this.bind(method, "tasks", {
      bindType: "role",
      bindName: taskRoleName("${value.nomad_namespace}"),
      selector: '"nomad_service" not in value',
      description: "a task has the role of its namespace",
    });
  }

  private bind(
    method: AclAuthMethod,
    id: string,
    rule: { bindType: string; bindName: string; selector: string; description: string },
  ): void {
    const resource = new AclBindingRule(this, id, {
      ...rule,
      bindName: literal(rule.bindName),
      authMethod: method.name,
    });
    resource.overrideLogicalId(resourceAddress(this, AclBindingRule.tfResourceType, this.authMethodName, id));
  }
}
