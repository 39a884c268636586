import { networkOf } from "./network";
import { FOLDER, type Keepalived, type VirtualIpCheck } from "./settings";

/**
 * How many seconds keepalived listens, when it starts, before it may take the address: as long as the others need at most to
 * learn of it and to send to it. Until then it receives nothing from the one that has the address.
 */
const LISTEN = 5;

/**
 * keepalived.conf. All nodes have one priority, so that none takes the address from another without need; a node whose checks with
 * a weight fail, or that is about to stop, has less, and one with another failed check takes no part. The peers are in a file
 * of their own, which the task's program makes.
 *
 * @see https://www.keepalived.org/manpage.html
 */
export function keepalivedConf({ instance, address, routerId, port, checks }: Keepalived): string {
  return `global_defs {
    router_id {{ env "node.unique.name" }}
    vrrp_version 3
    vrrp_startup_delay ${LISTEN}
    enable_script_security
    script_user root
}

${checks.map(renderCheck).join("\n")}
vrrp_track_file leaving {
    file ${FOLDER}/leaving
    weight -50
}

vrrp_instance ${instance} {
    state BACKUP
    interface {{ sockaddr "GetPrivateInterfaces | include \\"network\\" \\"${networkOf(address) ?? ""}\\" | attr \\"name\\"" }}
    virtual_router_id ${routerId}
    priority 100
    advert_int 0.5
    unicast_src_ip {{ env "NOMAD_IP_${port}" }}
    include ${FOLDER}/unicast_peer
    virtual_ipaddress {
        ${address}
    }
    track_script {
${checks.map(({ name }) => `        ${name}\n`).join("")}    }
    track_file {
        leaving
    }
}
`;
}

function renderCheck(check: VirtualIpCheck): string {
  const { name, rise, fall, weight } = check;
  return `vrrp_script ${name} {
    script "${commandOf(check).join(" ")}"
    interval 1
    timeout 1
    rise ${rise}
    fall ${fall}
${weight === undefined ? "" : `    weight ${weight}\n`}}
`;
}

/** The command of a check inside of the container. */
export function commandOf({ name, args = [] }: VirtualIpCheck): readonly [string, ...string[]] {
  return ["/bin/sh", `${FOLDER}/${name}`, ...args];
}

/** The addresses of the other nodes in the catalog of Consul, one per line. */
export function peersTemplate({ service, port }: Keepalived): string {
  return `{{ range service "${service}|any" }}{{ if ne .Address (env "NOMAD_IP_${port}") }}{{ .Address }}
{{ end }}{{ end }}`;
}
