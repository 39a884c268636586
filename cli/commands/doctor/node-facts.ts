/** What a node tells about itself, as far as a name server with a virtual address needs it. */
export interface NodeFacts {
  /** `net.ipv4.ip_nonlocal_bind`: whether a program may listen on an address that the node does not have. */
  readonly nonlocalBind: boolean;
  /** `net.ipv4.tcp_retries2`. */
  readonly tcpRetries: number;
  /** Local addresses of what listens on port 53, over UDP or TCP. */
  readonly port53: readonly string[];
  /** The rules of the firewall for what comes in, as iptables prints them; none where there is no iptables. */
  readonly firewall: readonly string[];
}

/** A program for the shell of a node that prints its facts, one a line, in the order of {@link parseFacts}. It changes nothing, and has no braces after a dollar, which Nomad would take for its own. */
export const factsScript = `
echo "nonlocal-bind $(cat /proc/sys/net/ipv4/ip_nonlocal_bind)"
echo "tcp-retries $(cat /proc/sys/net/ipv4/tcp_retries2)"
for table in udp udp6 tcp tcp6; do
    while read -r _ local _ state _; do
        case "$table $local $state" in
            udp*:0035\\ *|tcp*:0035\\ 0A) echo "port-53 $local" ;;
        esac
    done < "/proc/net/$table"
done
iptables -S INPUT 2> /dev/null | sed 's/^/firewall /'
true
`;

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
  if (!nonlocalBind || !tcpRetries) throw new Error(`the node's facts cannot be read: ${output.trim() || "no output"}`);
  return {
    nonlocalBind: nonlocalBind === "1",
    tcpRetries: Number(tcpRetries),
    port53: [...new Set(values("port-53").map((local) => address(local.replace(/:.*/, ""))))],
    firewall: values("firewall"),
  };
}

/** The address that the kernel writes as hexadecimal bytes of the machine, the last one first. */
function address(hex: string): string {
  if (/^0+$/.test(hex)) return "all addresses";
  if (hex.length > 8) return `[${hex.toLowerCase()}]`;
  return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(".");
}
