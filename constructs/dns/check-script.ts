/** Succeeds if this node's CoreDNS says the word when it is asked for the name. For Consul code 1 would be a warning only. */
export function checkScript(port: string, word: string): string {
  return `nslookup -type=a "$1" {{ env "NOMAD_ADDR_${port}" }} 2>&1 | sed 1,3d | grep -q "${word}" || exit 2\n`;
}
