import { Construct } from "constructs";
import { CodedError } from "../../errors";
import { AclPolicy } from "../acl-policy";
import type { NamespaceRule } from "../acl-rules";
import { Job, type JobProps } from "../job";
import { Variable } from "../variable";
import type { VirtualIpProps } from "../virtual-ip";
import { dnsJob } from "./dns-job";
import { problems } from "./problems";
import { ROUTE_NAMES } from "./route-names";
import type { DnsServerProps } from "./settings";

const readJobs = ["read-job", "list-jobs", "read-job-scaling"] as const;

/**
 * A DNS server for the services of Nomad: a job with CoreDNS, and a policy with which it reads the jobs of its namespaces. With
 * `virtualIp`, there are several instances with one address, which moves to another node if its node or its CoreDNS fails.
 *
 * Each node needs a free port 53. For a virtual address, it also needs `net.ipv4.ip_nonlocal_bind = 1`, and a network that passes VRRP
 * between the nodes.
 *
 * @example
 * new DnsServer(stack, "dns", {
 *   domain: "lab.example.com",
 *   namespaces: ["default", "lab"],
 *   namespace: "dns",
 *   virtualIp: { address: "10.0.10.2/24" },
 * });
 *
 * @see docs/how-to/dns.md
 */
export class DnsServer extends Construct {
  /** Job of the DNS server. */
  readonly job: Job;
  /** Policy of the job's workload identity. */
  readonly policy: AclPolicy;
  /** Virtual address, which an ingress on the same nodes can share; undefined for one instance. */
  readonly virtualIp: VirtualIpProps | undefined;
  private readonly props: DnsServerProps;

  /**
   * @throws CodedError if properties are not valid, with all of them (`property-invalid`), if the stack has a job or policy of the name
   * already (`address-taken`), or if two stacks would depend on each other (`stack-cycle`)
   */
  constructor(scope: Construct, id: string, props: DnsServerProps) {
    super(scope, id);
    const wrong = problems(props);
    if (wrong.length > 0) {
      throw new CodedError("property-invalid", wrong.map((problem) => `[${this.node.path}] ${problem}`).join("\n"));
    }
    const { namespace = "default", namespaces, policyName = "dns-read-jobs" } = props;
    const own = typeof namespace === "string" ? namespace : namespace.namespaceName;
    const job = dnsJob(props);
    this.virtualIp = props.virtualIp;
    this.props = props;
    this.policy = new AclPolicy(this, "policy", {
      name: policyName,
      // glossary exception: the text is part of deployed policies, and another one would change them
      description: "lets the name service read the jobs whose names it tells, and keep its own variables",
      rules: { namespaces: rules(namespaces, own) },
      jobAcl: { namespace, job: job.name },
    });
    this.job = new Job(this, "job", jobProps(props));
  }

  /**
   * Answers names below the domain with the address of an ingress. Names of other domains are left out.
   *
   * @param scope the construct that has the routes
   * @param where the namespace and the name of its job
   * @param hosts the names
   * @param address the address of the ingress
   */
  addRoutes(scope: Construct, where: string, hosts: readonly string[], address: string): void {
    const { domain, namespace } = this.props;
    const names = hosts.map((host) => host.toLowerCase()).filter((host) => `.${host}`.endsWith(`.${domain}`));
    if (names.length === 0) {
      return;
    }
    this.job.respecify(jobProps({ ...this.props, routes: true }), []);
    new Variable(scope, "route-names", {
      ...(namespace !== undefined && { namespace }),
      path: `${ROUTE_NAMES}/${where.replace(/[^A-Za-z0-9_~/-]/g, "_")}`,
      items: Object.fromEntries(names.map((name) => [name, { plain: address }])),
    });
  }
}

function jobProps(props: DnsServerProps): JobProps {
  const { namespace = "default", virtualIp } = props;
  return { ...dnsJob(props), namespace, ...(virtualIp && { ignore: addressNeedsRights }) };
}

/** Read rights in each namespace of the server; in its own namespace also rights on its variables. */
function rules(namespaces: readonly string[], own: string): Record<string, NamespaceRule> {
  const readable = Object.fromEntries(namespaces.map((name) => [name, { capabilities: readJobs }]));
  return {
    ...readable,
    [own]: {
      capabilities: readJobs,
      variables: { "*": ["list"], "app/dns/*": ["write", "read", "destroy", "list"] },
    },
  };
}

const addressNeedsRights = [
  {
    code: "broad-capabilities",
    reason:
      "keepalived puts the virtual address on an interface and announces it; it runs in its own task, CoreDNS without",
  },
] as const;
