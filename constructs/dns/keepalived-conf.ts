import { FOLDER, type Keepalived } from "./keepalived-settings";
import { probeName, serverName } from "./names";

/**
 * How many seconds keepalived listens, when it starts, before it may take the address: as long as the others need at most to
 * learn of it and to send to it. Until then it receives nothing from the one that has the address.
 */
const LISTEN = 5;

/**
 * How many seconds a node may be unable to ask Nomad before another is preferred: longer than servers need to elect a leader,
 * when no node can. An agent whose server has lost its power may need 30 s; the cache answers for the names in use for 15 s.
 */
const PATIENCE = 5;

/**
 * keepalived.conf. All nodes have one priority, so that none takes the address from another without need; a node that cannot
 * know the names, or is about to stop, has less, and one whose CoreDNS does not answer takes no part. The peers are in a file
 * of their own, which the task's program makes.
 *
 * @see https://www.keepalived.org/manpage.html
 */
export function keepalivedConf({ address, network, routerId, domain, port }: Keepalived): string {
  return `global_defs {
    router_id {{ env "node.unique.name" }}
    vrrp_version 3
    vrrp_startup_delay ${LISTEN}
    enable_script_security
    script_user root
}

vrrp_script answers {
    script "/bin/sh ${FOLDER}/answers ${serverName(domain)}"
    interval 1
    timeout 1
    rise 2
    fall 2
}

vrrp_script knows {
    script "/bin/sh ${FOLDER}/knows ${probeName(domain)}"
    interval 1
    timeout 1
    rise 1
    fall ${PATIENCE}
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
    include ${FOLDER}/unicast_peer
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

/** The addresses of the other nodes in the catalog of Consul, one per line. */
export function peersTemplate({ service, port }: Keepalived): string {
  return `{{ range service "${service}|any" }}{{ if ne .Address (env "NOMAD_IP_${port}") }}{{ .Address }}
{{ end }}{{ end }}`;
}
