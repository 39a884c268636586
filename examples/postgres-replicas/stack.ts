import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, HostVolume } from "../../constructs";
import { NodeAgent, Postgres } from "../../patterns";
import { postgresWithPatroni } from "../image";

/** The nodes of the instances. */
const NODES = ["n1", "n2", "n3"];

/**
 * A PostgreSQL server with three instances on three nodes, and a program on every node that writes to its database. Patroni makes one of
 * the instances the primary. If its node fails, another instance becomes the primary, and the programs restart with its address.
 *
 * @see docs/how-to/postgres.md
 */
export class PostgresReplicasStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    const volumes = NODES.map(
      (node, index) =>
        new HostVolume(this, `data-${node}`, {
          name: `orders[${index}]`,
          pluginId: "mkdir",
          parameters: { mode: "0755" },
          capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
          constraints: [{ attribute: "${node.unique.name}", value: node }],
        }),
    );

    const database = new Postgres(this, "database", {
      name: "orders",
      image: postgresWithPatroni,
      instances: NODES.length,
      volume: { type: "host", source: "orders", perAlloc: true },
      terraform: { dependsOn: volumes },
      databases: ["orders"],
      port: 5432,
      resources: { cpu: 200, memory: 256 },
    });

    const recorder = new NodeAgent(this, "recorder", {
      name: "recorder",
      image: postgresWithPatroni,
      command: "bash",
      args: ["-c", RECORD],
      env: { NODE: "${node.unique.name}" },
      resources: { cpu: 50, memory: 32 },
    });
    database.grantAccess(recorder);
  }
}

const RECORD = `
set -eu
export PGCONNECT_TIMEOUT=5
psql --quiet --command 'CREATE TABLE IF NOT EXISTS starts (time timestamptz DEFAULT now(), node text)'
echo "INSERT INTO starts (node) VALUES (:'node')" | psql --quiet --set=node="$NODE"
exec sleep infinity`;
