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
 * Properties of a {@link WorkloadIdentity}.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul#consul-auth-method
 */
export interface WorkloadIdentityProps {
  /**
   * URL from which Consul's servers read the keys with which Nomad signs identities, such as
   * `http://127.0.0.1:4646/.well-known/jwks.json` if each Consul server has a Nomad agent next to it. Consul refuses the auth method if it
   * gets no answer.
   * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul#important-considerations-about-the-jwks-url
   */
  readonly jwksUrl: string;
  /**
   * Certificate of the authority of `jwksUrl`, as PEM.
   * @default - Consul uses those of its host
   */
  readonly jwksCaCert?: string;
  /**
   * Name of the auth method. Nomad's agents have it in `service_auth_method` and `task_auth_method`.
   * @default "nomad-workloads", which is also the default of Nomad's agents
   */
  readonly name?: string;
  /**
   * Accepted audiences of an identity: the `aud` of `service_identity` and `task_identity` in the configuration of Nomad's servers. One of
   * them has to match.
   * @default ["consul.io"]
   */
  readonly audiences?: readonly string[];
  /**
   * Further claims of the identity, from the name of the claim to its name in binding rules.
   * @default - only the claims of namespace, job, task, and service
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
 * The roles of tasks in Consul, one per Nomad namespace.
 *
 * @see https://developer.hashicorp.com/nomad/docs/secure/acl/consul#consul-binding-rules
 */
export abstract class TaskRoles extends Construct {
  /**
   * Gives the tasks of a namespace a role in Consul.
   *
   * @param namespace a namespace of this program, or the name of one
   * @param props the rights of the tasks. @default - they read the keys below `<namespace>/`, and nothing else
   * @throws CodedError if Consul does not accept the name of the role (`property-invalid`), if the settings of the stack have no Consul
   * (`consul-missing`), or if the namespace has a role already (`address-taken`)
   */
  addTaskRole(namespace: INamespace | string, props: TaskRoleProps = {}): TaskRole {
    const { namespaceName } = typeof namespace === "string" ? Namespace.fromName(namespace) : namespace;
    return new TaskRole(this, namespaceName, namespaceName, props);
  }
}

/**
 * Properties of an {@link ExistingWorkloadIdentity}.
 *
 * @see https://developer.hashicorp.com/nomad/commands/setup/consul
 */
export interface ExistingWorkloadIdentityProps {
  /**
   * Namespaces whose tasks have a role in Consul that this program does not create.
   * @default ["default"]
   */
  readonly namespaces?: readonly string[];
}

/**
 * An existing login of workloads to Consul, such as that of `nomad setup consul`. Its binding rule gives tasks the role
 * `nomad-<namespace>-tasks`, which that command creates for the namespace `default` only. `addTaskRole` creates the others.
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
 * The login of Nomad's workloads to Consul with their workload identities: an auth method and two binding rules. A service can register
 * itself under its own name, and a task has the role of its namespace.
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
  /** Name of the auth method in Consul. */
  readonly authMethodName: string;

  /**
   * @throws CodedError if `jwksUrl` is not a URL (`property-invalid`), if the settings of the stack have no Consul (`consul-missing`), or
   * if the stack has this auth method already (`address-taken`)
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
