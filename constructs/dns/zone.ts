/** What a name server says of the zone that it answers for. */
export interface Zone {
  /** The zone with its final dot, such as `lab.example.com.`. */
  readonly name: string;
  /** The address of the name server, which may be one of Nomad's template expressions. */
  readonly address: string;
  /** How many seconds others may keep these records, and the knowledge that a name does not exist. */
  readonly ttl: number;
}

/** The start of authority of a zone, as one line. Its serial never changes: no one copies the zone. */
export function startOfAuthority({ name, ttl }: Omit<Zone, "address">): string {
  return `${name} ${ttl} IN SOA ns.${name} hostmaster.${name} 1 3600 600 86400 ${ttl}`;
}

/** The zone file: start of authority, name server and its address. All other names come from Nomad or do not exist. */
export function renderZone(zone: Zone): string {
  const { name, address, ttl } = zone;
  return `${startOfAuthority(zone)}\n${name} ${ttl} IN NS ns.${name}\nns.${name} ${ttl} IN A ${address}\n`;
}
