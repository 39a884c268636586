import type { Task } from "../../constructs/spec";
import { KEEPALIVED_IMAGE, keepalivedTask, type VirtualIpProps } from "../../constructs/virtual-ip";
import type { JobGroup } from "../../constructs/volume";
import { type BuiltJob, jobFields } from "../job-pattern";
import type { Secrets } from "../secrets";
import { acmeVolume } from "./acme";
import { caddyTask } from "./caddy-task";
import { ingressIssues } from "./problems";
import type { IngressProps } from "./props";
import { PING, type Settings, settingsOf } from "./settings";
import { traefikTask } from "./traefik-task";

const IMAGES = { caddy: "docker.io/library/caddy:2.10.2", traefik: "docker.io/library/traefik:v3.6.12" } as const;

/** Returns the job of an ingress, and what is wrong with its props. The function is pure. */
export function ingressJob(props: IngressProps): BuiltJob {
  const { name, provider = "nomad", virtualIp, update } = props;
  const settings = settingsOf(props);
  const own = virtualIp !== undefined && "address" in virtualIp ? virtualIp : undefined;
  const { volumes } = acmeVolume(settings.acme);
  const group: JobGroup = {
    name: "ingress",
    count: settings.count,
    constraints: [{ operator: "distinct_hosts", value: "true" }],
    network: {
      mode: "host",
      ports: [
        { name: "http", static: settings.httpPort },
        ...(settings.tls ? [{ name: "https", static: settings.httpsPort }] : []),
      ],
    },
    services: [
      {
        // The instances of keepalived find each other in Consul, and a group has one provider only.
        provider: own === undefined ? provider : "consul",
        name,
        port: "http",
        checks: [{ type: "http", path: PING, interval: "5s", timeout: "2s" }],
      },
    ],
    ...(volumes && { volumes }),
    update: update ?? { maxParallel: 1, minHealthyTime: "10s", autoRevert: true },
    // Nomad's default, two failures in half an hour, is no reason to give up an ingress.
    restart: { attempts: 5, interval: "1m", delay: "3s", mode: "delay" },
    tasks: [...(own === undefined ? [] : [keepalived(name, own)]), programTask(props, settings)],
  };
  const ignore = own === undefined ? [] : [addressNeedsRights];
  return {
    job: { ...jobFields({ ...props, ignore: [...ignore, ...(props.ignore ?? [])] }), groups: [group] },
    issues: ingressIssues(props, settings),
    secrets: readVariables(settings),
  };
}

/** The task of the program, with no right of root but to listen on low ports. */
function programTask(props: IngressProps, settings: Settings): Task {
  const { engine, image = IMAGES[engine], virtualIp, resources = { cpu: 200, memory: 128 } } = props;
  const { config, ...task } = engine === "caddy" ? caddyTask(settings) : traefikTask(settings);
  const { volumeMounts } = acmeVolume(settings.acme);
  const hasOwnAddress = virtualIp !== undefined && "address" in virtualIp;
  return {
    name: engine,
    driver: props.driver ?? (hasOwnAddress ? "podman" : "docker"),
    config: {
      image,
      networkMode: "host",
      ports: ["http", ...(settings.tls ? ["https"] : [])],
      capDrop: ["ALL"],
      capAdd: ["NET_BIND_SERVICE"],
      ...config,
    },
    ...task,
    ...(volumeMounts && { volumeMounts }),
    killTimeout: "15s",
    resources,
  } as Task;
}

function keepalived(name: string, props: VirtualIpProps): Task {
  const { address, image = KEEPALIVED_IMAGE, routerId = 80 } = props;
  const script = `wget -q -O - "http://{{ env "NOMAD_ADDR_http" }}${PING}" 2> /dev/null | grep -q OK || exit 2\n`;
  return keepalivedTask({
    task: "keepalived-ingress",
    instance: "ingress",
    image,
    address,
    routerId,
    port: "http",
    service: `${name}-keepalived`,
    checks: [{ name: "answers", script, rise: 2, fall: 2 }],
  });
}

/** The variables that the templates read, so that the job is made after them, with the right to read exactly these. */
function readVariables({ certificates, middlewares }: Settings): Secrets {
  const users = Object.values(middlewares).flatMap((each) => ("basicAuth" in each ? [each.basicAuth] : []));
  const read = [...certificates, ...users].flatMap(({ variable }) => (variable === undefined ? [] : [variable]));
  return Object.fromEntries(read.map((variable, index) => [`V${index}`, { variable, item: "read" }]));
}

const addressNeedsRights = {
  code: "broad-capabilities",
  reason:
    "keepalived puts the virtual address on an interface and announces it; the ingress program runs in its own task",
} as const;
