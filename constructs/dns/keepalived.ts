import type { Task } from "../spec";
import { probeName, serverName } from "./names";

/** What decides on the keepalived that runs beside each CoreDNS. */
export interface Keepalived {
  readonly image: string;
  /** The virtual address with its prefix, as `10.0.10.2/24`. */
  readonly address: string;
  /** The network in which the interface is looked for, as `10.0.10.0/24`. */
  readonly network: string;
  /** Number of the group of routers that share the address, 1 to 255. */
  readonly routerId: number;
  /** The domain with its final dot. */
  readonly domain: string;
  /** The label of the group's port on which CoreDNS answers. */
  readonly port: string;
  /** The name of the service under which all keepalived of this server find one another. */
  readonly service: string;
}

const FOLDER = "/local/keepalived";

/** How many seconds keepalived waits at most, before it stops, until another node has the address. */
const HANDOVER = 5;

/**
 * The task that keeps the virtual address on a node whose CoreDNS answers.
 *
 * It is the leader of its group, because Nomad stops the leader first and waits: the address has gone to another node when
 * CoreDNS is told to stop.
 */
export function keepalivedTask(keepalived: Keepalived): Task {
  const { image, domain, service, port } = keepalived;
  return {
    name: "keepalived-dns",
    driver: "podman",
    leader: true,
    lifecycle: { hook: "prestart", sidecar: true },
    killTimeout: `${HANDOVER + 5}s`,
    config: {
      image,
      networkMode: "host",
      forcePull: false,
      capAdd: ["NET_ADMIN", "NET_BROADCAST", "NET_RAW"],
      entrypoint: ["/bin/sh", `${FOLDER}/run`],
    },
    services: [
      {
        name: service,
        port,
        checks: [
          {
            name: "CoreDNS can ask Nomad",
            type: "script",
            command: "/bin/sh",
            args: [`${FOLDER}/knows`, probeName(domain)],
            interval: "10s",
            timeout: "5s",
          },
        ],
      },
    ],
    templates: [
      {
        destination: "local/keepalived/keepalived.conf",
        changeMode: "signal",
        changeSignal: "SIGHUP",
        data: configuration(keepalived),
      },
      { destination: "local/keepalived/run", changeMode: "noop", data: runScript(keepalived) },
      { destination: "local/keepalived/answers", changeMode: "noop", data: checkScript(port, "Address: ") },
      { destination: "local/keepalived/knows", changeMode: "noop", data: checkScript(port, "NXDOMAIN") },
    ],
    resources: { cpu: 100, memory: 32 },
  };
}

/**
 * keepalived.conf. All nodes have one priority, so that none takes the address from another without need; a node that cannot
 * know the names, or is about to stop, has less, and one whose CoreDNS does not answer takes no part.
 *
 * @see https://www.keepalived.org/manpage.html
 */
function configuration({ address, network, routerId, domain, service, port }: Keepalived): string {
  const own = `(env "NOMAD_IP_${port}")`;
  return `global_defs {
    router_id {{ env "node.unique.name" }}
    vrrp_version 3
    enable_script_security
    script_user root
}

vrrp_script answers {
    script "/bin/sh ${FOLDER}/answers ${serverName(domain)}"
    interval 1
    timeout 2
    rise 2
    fall 2
}

vrrp_script knows {
    script "/bin/sh ${FOLDER}/knows ${probeName(domain)}"
    interval 1
    timeout 1
    rise 1
    fall 2
    weight -40
}

vrrp_track_file leaving {
    file ${FOLDER}/leaving
    weight -50
}

vrrp_instance dns {
    state BACKUP
    interface {{ sockaddr "GetPrivateInterfaces | include \\"network\\" \\"${network}\\" | attr \\"name\\"" }}
    virtual_router_id ${routerId}
    priority 100
    advert_int 0.5
    unicast_src_ip {{ env "NOMAD_IP_${port}" }}
    unicast_peer {
{{- range service "${service}|any" }}{{ if ne .Address ${own} }}
        {{ .Address }}
{{- end }}{{ end }}
    }
    virtual_ipaddress {
        ${address}
    }
    track_script {
        answers
        knows
    }
    track_file {
        leaving
    }
}
`;
}

/** The program of the task: keepalived, which on Nomad's signal to stop first steps back behind the other nodes. */
function runScript({ address }: Keepalived): string {
  const [ip] = address.split("/");
  return `echo 0 > ${FOLDER}/leaving
keepalived --dont-fork --log-console --use-file=${FOLDER}/keepalived.conf &
keepalived=$!

holds() {
    ip -4 addr show | grep -q " ${ip}/"
}

leave() {
    echo 1 > ${FOLDER}/leaving
    waited=0
    while holds && [ $waited -lt ${HANDOVER} ]; do
        sleep 1
        waited=$((waited + 1))
    done
    kill -TERM $keepalived
}

trap leave TERM INT
trap 'kill -HUP $keepalived' HUP
while kill -0 $keepalived 2> /dev/null; do
    wait $keepalived
    code=$?
done
exit $code
`;
}

/** Succeeds if this node's CoreDNS says the word when it is asked for the name. */
function checkScript(port: string, word: string): string {
  return `nslookup -type=a "$1" {{ env "NOMAD_ADDR_${port}" }} 2>&1 | sed 1,3d | grep -q "${word}"\n`;
}
