import type { Apis } from "./apis";
import type { Declared } from "./resource-case";

/** The content of a program. */
export interface RandomStack {
  readonly resources: readonly Declared[];
  /** Expressions by the name of the output. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** A kind of object that a program may have, and that other users may edit. */
interface Kind {
  readonly type: string;
  /** Returns the arguments of a resource. */
  readonly declare: (name: string, text: string) => Readonly<Record<string, unknown>>;
  /** Changes the object, or deletes it. */
  readonly edit: (name: string, text: string, apis: Apis) => Promise<unknown>;
  readonly remove: (name: string, apis: Apis) => Promise<unknown>;
}

const rules = (text: string) =>
  `namespace "default" {\n  policy = "${text.length % 2 === 0 ? "read" : "write"}"\n}\n# ${text}\n`;

/** A job that places nothing, so that the answers of the scheduler do not depend on the time. */
const job = (name: string, text: string) => ({
  ID: name,
  Name: name,
  Namespace: "default",
  Type: "service",
  Datacenters: ["dc1"],
  Meta: { text },
  TaskGroups: [
    { Name: "web", Count: 0, Tasks: [{ Name: "web", Driver: "docker", Config: { image: "example.com/web:1.0.0" } }] },
  ],
});

const kinds: readonly Kind[] = [
  ...["a", "b", "c"].map(
    (): Kind => ({
      type: "nomad_job",
      declare: (name, text) => ({
        jobspec: JSON.stringify(job(name, text)),
        json: true,
        detach: true,
        purge_on_destroy: true,
      }),
      edit: (name, text, { nomad }) => nomad("POST", "jobs", { Job: job(name, text) }),
      remove: (name, { nomad }) => nomad("DELETE", `job/${name}?purge=${name.length % 2 === 0}`),
    }),
  ),
  {
    type: "nomad_namespace",
    declare: (name, description) => ({ name, description }),
    edit: (Name, Description, { nomad }) => nomad("POST", `namespace/${Name}`, { Name, Description }),
    remove: (name, { nomad }) => nomad("DELETE", `namespace/${name}`),
  },
  {
    type: "nomad_acl_policy",
    declare: (name, text) => ({ name, rules_hcl: rules(text) }),
    edit: (Name, text, { nomad }) => nomad("POST", `acl/policy/${Name}`, { Name, Rules: rules(text) }),
    remove: (name, { nomad }) => nomad("DELETE", `acl/policy/${name}`),
  },
  {
    type: "nomad_variable",
    declare: (name, text) => ({ path: `random/${name}`, items: { text } }),
    edit: (name, text, { nomad }) => {
      const variable = { Namespace: "default", Path: `random/${name}`, Items: { text } };
      return nomad("PUT", `var/random/${name}`, variable);
    },
    remove: (name, { nomad }) => nomad("DELETE", `var/random/${name}`),
  },
  {
    type: "consul_keys",
    declare: (name, value) => ({ key: [{ path: `random/${name}`, value, delete: true }] }),
    edit: (name, text, { consul }) => consul("PUT", `kv/random/${name}?raw`, text),
    remove: (name, { consul }) => consul("DELETE", `kv/random/${name}`),
  },
];

/** A resource of a random program. */
interface Member {
  readonly kind: Kind;
  readonly name: string;
  text: string;
  /** The address of a resource that it depends on. */
  readonly after?: string;
}

/** The number of resources with which a program begins, and to which it returns. */
const SIZE = 12;

/** A program that changes at random, and whose objects other users change at random. */
export class RandomWalk {
  private members: Member[] = [];
  private count = 0;

  /** @param random returns numbers from 0 to 1 */
  constructor(private readonly random: () => number) {
    while (this.members.length < SIZE) {
      this.add();
    }
  }

  /** The program as it is now. */
  get stack(): RandomStack {
    const resources = this.members.map(({ kind, name, text, after }) => ({
      type: kind.type,
      id: name,
      attributes: { ...kind.declare(name, text), ...(after !== undefined && { depends_on: [after] }) },
    }));
    const outputs = this.members
      .filter(({ text }) => text.length % 3 === 0)
      .map(({ kind, name }) => [name, `\${${kind.type}.${name}.id}`]);
    return { resources, outputs: Object.fromEntries(outputs) };
  }

  /** Changes the program in up to three places. */
  editProgram(): void {
    for (let edits = this.upTo(3); edits > 0; edits--) {
      const action = this.upTo(4);
      if (action === 0 || this.members.length < SIZE / 2) {
        this.add();
      } else if (action === 1) {
        const [gone] = this.members.splice(this.upTo(this.members.length - 1), 1);
        this.members = this.members.filter(({ after }) => after === undefined || after !== (gone && addressOf(gone)));
      } else {
        this.any().text = this.newText();
      }
    }
  }

  /** Changes up to two objects on the cluster, as other users do. */
  async editCluster(apis: Apis): Promise<void> {
    for (let edits = this.upTo(2); edits > 0; edits--) {
      const { kind, name } = this.any();
      // An object that the program has, but that no apply has created yet, would be one of other users.
      await (this.upTo(2) === 0 ? kind.remove(name, apis) : kind.edit(name, this.newText(), apis)).catch(() => {});
    }
  }

  private add(): void {
    const kind = this.pick(kinds);
    const after = this.upTo(2) === 0 && this.members.length > 0 ? addressOf(this.any()) : undefined;
    const name = `random-${this.count++}`;
    this.members.push({ kind, name, text: this.newText(), ...(after !== undefined && { after }) });
  }

  private newText(): string {
    return "x".repeat(1 + this.upTo(5)) + this.upTo(9);
  }

  private any(): Member {
    return this.pick(this.members);
  }

  private pick<T>(some: readonly T[]): T {
    return some[this.upTo(some.length - 1)] as T;
  }

  /** Returns a whole number from 0 to a limit. */
  private upTo(limit: number): number {
    return Math.floor(this.random() * (limit + 1));
  }
}

function addressOf({ kind, name }: Member): string {
  return `${kind.type}.${name}`;
}
