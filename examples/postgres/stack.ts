import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack, HostVolume } from "../../constructs";
import { NodeAgent, Postgres, PostgresBackup } from "../../patterns";
import { postgres } from "../image";

/**
 * A PostgreSQL server on a volume of a node, a program on every node that writes to one of its databases, and a backup each night. No
 * password is written down anywhere: the job of the server creates one for each user and keeps it in a Nomad Variable.
 *
 * @see docs/how-to/postgres.md
 */
export class PostgresStack extends ClusterStack {
  /** The server, so that other stacks can grant access to it. */
  readonly database: Postgres;

  constructor(scope: Construct, id: string, settings: ClusterSettings) {
    super(scope, id, settings);

    const data = new HostVolume(this, "data", {
      name: "database",
      pluginId: "mkdir",
      // The user of the server has to reach its folder on the volume.
      parameters: { mode: "0755" },
      capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
    });

    this.database = new Postgres(this, "database", {
      name: "database",
      image: postgres,
      volume: { source: data },
      databases: ["measurements", "audit"],
      readers: ["backup"],
      resources: { cpu: 200, memory: 256 },
    });

    const collector = new NodeAgent(this, "collector", {
      name: "collector",
      image: postgres,
      command: "bash",
      args: ["-c", WRITE_LOAD],
      env: { NODE: "${node.unique.name}" },
      resources: { cpu: 50, memory: 32 },
    });
    this.database.grantAccess(collector, { database: "measurements" });

    // A lab can have only one node. On a real cluster, choose another node than the one with the data.
    const backups = new HostVolume(this, "backups", {
      name: "database-backups",
      pluginId: "mkdir",
      parameters: { mode: "0755" },
      capabilities: [{ accessMode: "single-node-writer", attachmentMode: "file-system" }],
    });
    new PostgresBackup(this, "backup", {
      name: "database-backup",
      database: this.database,
      volume: { source: backups },
      crons: ["15 3 * * *"],
      keep: 7,
      resources: { cpu: 200, memory: 256 },
    });
  }
}

/** The client `psql` reads `PGHOST`, `PGPASSWORD`, and the other variables that the access gives. */
const WRITE_LOAD = `
set -eu
psql --quiet --command 'CREATE TABLE IF NOT EXISTS load (time timestamptz DEFAULT now(), node text, load real)'
while :; do
  read -r load _ < /proc/loadavg
  echo "INSERT INTO load (node, load) VALUES (:'node', :load)" | psql --quiet --set=node="$NODE" --set=load="$load"
  sleep 60
done`;
