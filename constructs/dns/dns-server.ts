import { Construct } from "constructs";
import { CodedError } from "../../errors";
import { AclPolicy } from "../acl-policy";
import type { NamespaceRule } from "../acl-rules";
import { Job } from "../job";
import type { VirtualIpProps } from "../virtual-ip";
import { dnsJob } from "./dns-job";
import { problems } from "./problems";
import type { DnsServerProps } from "./settings";

const readJobs = ["read-job", "list-jobs", "read-job-scaling"] as const;

/**
 * A DNS server for the services of Nomad: CoreDNS as a job of Nomad, with the policy that lets it read the jobs
 * of its namespaces. With `virtualIp` there are several instances, behind one address that moves to another node when
 * the one that has it is lost, or when its CoreDNS does not answer.
 *
 * It needs on each node: a free port 53, `net.ipv4.ip_nonlocal_bind = 1` for a virtual address, and VRRP let through between
 * the nodes. `docs/how-to/dns.md` explains how it works and how it differs from the job files of the homelab example.
 *
 * @example
 * new DnsServer(stack, "dns", {
 *   domain: "lab.example.com",
 *   namespaces: ["default", "lab"],
 *   namespace: "dns",
 *   virtualIp: { address: "10.0.10.2/24" },
 * });
 *
 * @see https://coredns.io/plugins/nomad/
 */
export class DnsServer extends Construct {
  /** The job of the name server. */
  readonly job: Job;
  /** The policy of its workload identity. */
  readonly policy: AclPolicy;
  /** The virtual address, which an ingress on the same nodes can share. */
  readonly virtualIp: VirtualIpProps | undefined;

  /**
   * @throws Error with all that is wrong with the settings
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
    this.policy = new AclPolicy(this, "policy", {
      name: policyName,
      // glossary exception: the text is part of deployed policies, and another one would change them
      description: "lets the name service read the jobs whose names it tells, and keep its own variables",
      rules: { namespaces: rules(namespaces, own) },
      jobAcl: { namespace, job: job.name },
    });
    this.job = new Job(this, "job", {
      ...job,
      namespace,
      ...(props.virtualIp && { ignore: addressNeedsRights }),
    });
  }
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
