import { Construct } from "constructs";
import type { Job } from "../constructs/job";
import type { IGrantee } from "../constructs/rights";
import type { IReadableVariable } from "./secrets";

/** The user that the image creates. It can log in only inside of the allocation. */
export const SUPERUSER = "postgres";

/** The path of the variable with the address of the server: `host` and `port`. */
export const addressPath = (job: string) => `postgres/${job}/address`;

/** The path of the variable of a user: `user` and `password`. */
export const userPath = (job: string, user: string) => `postgres/${job}/users/${user}`;

/** A variable that the job of a database writes when it starts. This program neither writes nor sees it. */
export class DatabaseVariable extends Construct implements IReadableVariable {
  constructor(
    scope: Construct,
    id: string,
    private readonly job: Job,
    readonly path: string,
  ) {
    super(scope, id);
  }

  get namespaceName(): string {
    return this.job.namespaceName;
  }

  /** The variable exists as soon as the job runs. */
  get fqn(): string {
    return this.job.fqn;
  }

  grantRead(grantee: IGrantee): void {
    grantee.addRights(this.namespaceName, { variables: { [this.path]: ["read"] } });
  }
}
