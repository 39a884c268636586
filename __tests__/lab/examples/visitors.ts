import type { Construct } from "constructs";
import { type ClusterSettings, ClusterStack } from "../../../constructs";
import { postgres } from "../../../examples/image";
import { NodeAgent, type Postgres } from "../../../patterns";

/** Two programs beside the database of another stack: one that got access to a database, and one that got none. */
export class VisitorsStack extends ClusterStack {
  constructor(scope: Construct, id: string, settings: ClusterSettings, database: Postgres) {
    super(scope, id, settings);
    const [friend] = ["friend", "stranger"].map(
      (name) =>
        new NodeAgent(this, name, {
          name,
          image: postgres,
          command: "sleep",
          args: ["infinity"],
          killTimeout: "1s",
          resources: { cpu: 20, memory: 32 },
          // What a program that was taken over could do with the identity of its task.
          transform: (job) => {
            const [task] = job.TaskGroups?.[0]?.Tasks ?? [];
            if (task) {
              task.Identity = { Name: "default", Audience: ["nomadproject.io"], Env: true };
            }
          },
        }),
    );
    if (friend) {
      database.grantAccess(friend, { database: "measurements" });
    }
  }
}
