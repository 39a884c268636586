import { CodedError } from "../../../errors";
/** Facts about a node that a name server depends on. */
export interface NodeFacts {
  /** `net.ipv4.ip_nonlocal_bind`: whether a program may listen on an address that the node does not have. */
  readonly nonlocalBind: boolean;
  /** `net.ipv4.tcp_retries2`. */
  readonly tcpRetries: number;
  /** Local addresses of what listens on the name server's port, over UDP or TCP. */
  readonly listeners: readonly string[];
  /** The rules of the firewall, as iptables prints them; none where there is no iptables. */
  readonly firewall: readonly string[];
}

/**
 * A program for the shell of a node that prints its facts, one a line, for {@link parseFacts}. It changes nothing, and has no
 * braces after a dollar, which Nomad would take for its own.
 *
 * @param port the name server's
 */
export function factsScript(port: number): string {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  return `
echo "nonlocal-bind $(cat /proc/sys/net/ipv4/ip_nonlocal_bind)"
echo "tcp-retries $(cat /proc/sys/net/ipv4/tcp_retries2)"
for table in udp udp6 tcp tcp6; do
    while read -r _ local _ state _; do
        case "$table $local $state" in
            udp*:${hex}\\ *|tcp*:${hex}\\ 0A) echo "listener $local" ;;
        esac
    done < "/proc/net/$table"
done
iptables -S 2> /dev/null | sed 's/^/firewall /'
true
`;
}

/**
 * Reads what {@link factsScript} has printed.
 *
 * @throws Error when it is not that
 */
export function parseFacts(output: string): NodeFacts {
  const lines = output.split("\n").filter((line) => line !== "");
  const values = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const [nonlocalBind] = values("nonlocal-bind");
  const [tcpRetries] = values("tcp-retries");
  if (!nonlocalBind || !tcpRetries) {
    throw new CodedError("node-not-prepared", `the node's facts cannot be read: ${output.trim() || "no output"}`);
  }
  return {
    nonlocalBind: nonlocalBind === "1",
    tcpRetries: Number(tcpRetries),
    listeners: [...new Set(values("listener").map((local) => address(local.replace(/:.*/, ""))))],
    firewall: values("firewall"),
  };
}

/** The address that the kernel writes as hexadecimal bytes of the machine, the last one first. */
function address(hex: string): string {
  if (/^0+$/.test(hex)) {
    return "all addresses";
  }
  if (hex.length > 8) {
    return `[${hex.toLowerCase()}]`;
  }
  return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(".");
}
