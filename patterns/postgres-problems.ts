import { createIssue } from "../constructs/issue";
import { isVariablePath } from "../constructs/variable";
import { type PatternIssue, postgresProps } from "./issues";
import { PATRONI_USERS } from "./postgres-patroni/accounts";
import { databasesOf, isReplicated, type PostgresProps, usersOf } from "./postgres-props";
import { OWN_SETTINGS } from "./postgres-settings";
import { SUPERUSER, userPath } from "./postgres-variables";
import { accessModeOf } from "./volumes";

/** Names that PostgreSQL uses itself. `public` is the group of all users. */
const RESERVED = {
  database: ["postgres", "template0", "template1"],
  user: [SUPERUSER, "public", "none", "current_user", "session_user", "current_role"],
} as const;

/** What is wrong with the props of a database. */
export function postgresIssues(props: PostgresProps): PatternIssue[] {
  const databases = databasesOf(props);
  return [
    ...(databases.length === 0 ? [issue({ path: "databases", problem: "none" })] : []),
    ...databases.flatMap(({ name, owner }, index) => [
      ...nameIssues(`databases[${index}]`, name, "database"),
      ...(owner === name ? [] : nameIssues(`databases[${index}].owner`, owner, "user")),
      ...(databases.findIndex((other) => other.name === name) < index
        ? [issue({ path: `databases[${index}]`, problem: "twice", name })]
        : []),
    ]),
    ...(props.readers ?? []).flatMap((name, index) => [
      ...nameIssues(`readers[${index}]`, name, "user"),
      ...(databases.some(({ owner }) => owner === name)
        ? [issue({ path: `readers[${index}]`, problem: "ownerReads", name })]
        : []),
    ]),
    ...Object.keys(props.settings ?? {}).flatMap(settingIssues),
    ...pathIssues(props),
    ...volumeIssues(props),
    ...instanceIssues(props),
  ];
}

const issue = (found: Parameters<typeof createIssue<"postgres-props", "error", typeof postgresProps.messages>>[1]) =>
  createIssue(postgresProps, found);

function nameIssues(path: string, name: string, kind: "database" | "user"): PatternIssue[] {
  if (!/^(?!pg_)[a-z_][a-z0-9_]{0,62}$/.test(name)) {
    return [issue({ path, problem: "name", name, kind })];
  }
  const isReserved = [...RESERVED[kind], ...(kind === "database" ? RESERVED.user : [])].includes(name as never);
  return isReserved ? [issue({ path, problem: "reserved", name, kind })] : [];
}

function settingIssues(setting: string): PatternIssue[] {
  const path = `settings.${setting}`;
  if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/.test(setting)) {
    return [issue({ path, problem: "settingName", setting })];
  }
  const isOwn = Object.hasOwn(OWN_SETTINGS, setting) || setting === "port" || setting === "data_directory";
  return isOwn ? [issue({ path, problem: "setting", setting })] : [];
}

function pathIssues(props: PostgresProps): PatternIssue[] {
  const wrong = [SUPERUSER, ...PATRONI_USERS, ...usersOf(props)]
    .map((user) => userPath(props.name, user))
    .find((path) => !isVariablePath(path));
  return wrong === undefined ? [] : [issue({ path: "name", problem: "path", variable: wrong })];
}

/** The compiler refuses the last two; a program in JavaScript or a cast gets past it. */
function volumeIssues(props: PostgresProps): PatternIssue[] {
  const { volume } = props;
  const mode = accessModeOf({ ...volume, destination: "/" });
  const isShared = mode !== undefined && !/^single-node-(single-)?writer$/.test(mode);
  const { readOnly, perAlloc } = volume as { readonly readOnly?: boolean; readonly perAlloc?: boolean };
  return [
    ...(isShared ? [issue({ path: "volume.accessMode", problem: "writer", accessMode: mode })] : []),
    ...(readOnly || (perAlloc && !isReplicated(props)) ? [issue({ path: "volume", problem: "readOnlyVolume" })] : []),
  ];
}

/** What several instances need, and what a single one has no use for. */
function instanceIssues(props: PostgresProps): PatternIssue[] {
  const { consul, instances = 1, provider, volume } = props;
  if (!Number.isInteger(instances) || instances < 1) {
    return [issue({ path: "instances", problem: "instances", instances })];
  }
  if (!isReplicated(props)) {
    return consul === undefined ? [] : [issue({ path: "consul", problem: "consulAlone" })];
  }
  const taken = usersOf(props).find((user) => PATRONI_USERS.includes(user as never));
  return [
    ...(typeof volume.source === "string" ? [] : [issue({ path: "volume.source", problem: "oneVolume", instances })]),
    ...(provider === "nomad" ? [issue({ path: "provider", problem: "provider" })] : []),
    ...(taken === undefined ? [] : [issue({ path: "databases", problem: "instanceUser", name: taken })]),
  ];
}
