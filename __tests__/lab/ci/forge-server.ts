import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Permissions of a token by GitHub's names; GitLab's tokens have roles instead and are let through here. */
export type Permissions = Readonly<Record<string, string>>;

/** A comment or an issue as a forge keeps it. */
export interface Text {
  readonly id: number;
  readonly author: string;
  title?: string;
  body: string;
  labels?: readonly string[];
  open?: boolean;
  readonly comments?: string[];
}

/** A pull request or merge request. */
export interface Request {
  readonly number: number;
  head: string;
  mergedAs?: string;
  readonly comments: Text[];
}

/** What a run kept, by name. */
export interface Kept {
  readonly id: number;
  readonly run: number;
  readonly head: string;
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

/** How the server is to spoil an answer: the request is carried out first where `done` says so. */
export interface Spoil {
  readonly method: string;
  readonly path: RegExp;
  readonly status: number;
  readonly done: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The user that tokens made here stand for. */
export const BOT = "github-actions[bot]";

/**
 * The part of GitHub's and GitLab's REST APIs that cdknomad calls, on loopback and in memory. It replaces only
 * the forge: the tests that use it run the real Nomad, Consul and Terraform.
 */
export class ForgeServer {
  readonly requests: Request[] = [];
  readonly issues: Text[] = [];
  readonly kept: Kept[] = [];
  /** Every request that the server received, in the form `METHOD path`. */
  readonly log: string[] = [];
  /** Bodies that were sent to it. */
  readonly received: string[] = [];
  readonly spoils: Spoil[] = [];
  private readonly tokens = new Map<string, Permissions>();
  private readonly server: Server;
  private ids = 100;

  constructor() {
    this.server = createServer((request, response) => {
      let sent = "";
      request.on("data", (chunk) => {
        sent += chunk;
      });
      request.on("end", () => {
        this.received.push(sent);
        const { status, body, headers = {} } = this.answer(request, sent === "" ? {} : JSON.parse(sent));
        response.writeHead(status, { "Content-Type": "application/json", ...headers });
        response.end(body === undefined ? "" : JSON.stringify(body));
      });
    });
  }

  /** Starts to listen on a free port of loopback. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  nextId(): number {
    this.ids += 1;
    return this.ids;
  }

  /** Makes a token with these permissions. */
  token(permissions: Permissions): string {
    const token = `forge-token-${this.nextId()}`;
    this.tokens.set(token, permissions);
    return token;
  }

  openRequest(head: string): Request {
    const request = { number: this.nextId(), head, comments: [] };
    this.requests.push(request);
    return request;
  }

  private answer(request: IncomingMessage, sent: Record<string, unknown>): Answer {
    const url = new URL(request.url ?? "/", this.address);
    const method = request.method ?? "GET";
    this.log.push(`${method} ${url.pathname}`);
    const bearer = request.headers.authorization?.replace("Bearer ", "") ?? request.headers["private-token"];
    const permissions = this.tokens.get(String(bearer));
    if (!permissions) {
      return { status: 401, body: { message: "Bad credentials" } };
    }
    const index = this.spoils.findIndex((each) => each.method === method && each.path.test(url.pathname));
    const [spoil] = index < 0 ? [] : this.spoils.splice(index, 1);
    if (spoil && !spoil.done) {
      return { status: spoil.status, body: { message: "spoilt" }, ...(spoil.headers && { headers: spoil.headers }) };
    }
    const known = url.pathname.startsWith("/api/v4/")
      ? this.gitLab(method, url, sent)
      : this.gitHub(method, url, sent, permissions);
    return spoil
      ? { status: spoil.status, body: { message: "spoilt" }, ...(spoil.headers && { headers: spoil.headers }) }
      : known;
  }

  private gitHub(method: string, url: URL, sent: Record<string, unknown>, permissions: Permissions): Answer {
    const may = (scope: string, level: "read" | "write") =>
      permissions[scope] === "write" || permissions[scope] === level;
    const refused: Answer = { status: 403, body: { message: "Resource not accessible by integration" } };
    const path = url.pathname.replace("/repos/ops/cluster/", "");
    if (path === "/graphql") {
      return { status: 200, body: { data: { viewer: { login: BOT } } } };
    }
    const note = ({ id, author, body }: Text) => ({ id, body, user: { login: author } });
    let match = /^issues\/(\d+)\/comments$/.exec(path);
    if (match) {
      const pull = this.requests.find(({ number }) => number === Number(match?.[1]));
      const issue = this.issues.find(({ id }) => id === Number(match?.[1]));
      if (!may(pull ? "pull-requests" : "issues", method === "GET" ? "read" : "write")) {
        return refused;
      }
      if (method === "GET") {
        return page(url, (pull?.comments ?? []).map(note));
      }
      if (issue) {
        issue.comments?.push(String(sent.body));
      } else {
        pull?.comments.push({ id: this.nextId(), author: BOT, body: String(sent.body) });
      }
      return { status: 201, body: {} };
    }
    match = /^issues\/comments\/(\d+)$/.exec(path);
    if (match) {
      if (!may("pull-requests", "write")) {
        return refused;
      }
      return this.changeComment(Number(match[1]), method, String(sent.body));
    }
    match = /^commits\/(\w+)\/pulls$/.exec(path);
    if (match) {
      if (!may("pull-requests", "read")) {
        return refused;
      }
      const found = this.requests.filter(({ head, mergedAs }) => [head, mergedAs].includes(match?.[1]));
      return page(
        url,
        found.map(({ number, head, mergedAs }) => ({
          number,
          merged_at: mergedAs === undefined ? null : "2026-01-01T00:00:00Z",
          merge_commit_sha: mergedAs ?? "0000",
          head: { sha: head },
        })),
      );
    }
    if (path === "actions/artifacts") {
      if (!may("actions", "read")) {
        return refused;
      }
      const artifacts = this.kept
        .filter(({ name }) => name === url.searchParams.get("name"))
        .map(({ id, run, head }) => ({ id, expired: false, workflow_run: { id: run, head_sha: head } }));
      return { status: 200, body: { total_count: artifacts.length, artifacts } };
    }
    if (path === "issues" || /^issues\/\d+$/.test(path)) {
      if (!may("issues", method === "GET" ? "read" : "write")) {
        return refused;
      }
      const number = Number(path.split("/")[1]);
      if (method === "GET") {
        const label = url.searchParams.get("labels") ?? "";
        const open = this.issues.filter((each) => each.open && each.labels?.includes(label));
        return page(
          url,
          open.map((issue) => ({ ...note(issue), number: issue.id })),
        );
      }
      return method === "POST"
        ? this.openIssue(sent, String(sent.body))
        : this.changeIssue(number, sent, sent.body, sent.state === "closed");
    }
    return { status: 404, body: { message: `no ${method} ${path}` } };
  }

  private gitLab(method: string, url: URL, sent: Record<string, unknown>): Answer {
    const path = url.pathname.replace("/api/v4/", "").replace(/^projects\/7\//, "");
    if (path === "user") {
      return { status: 200, body: { id: 1, username: BOT } };
    }
    const author = (name: string) => ({ id: name === BOT ? 1 : 2 });
    let match = /^merge_requests\/(\d+)\/notes$/.exec(path);
    if (match) {
      const merge = this.requests.find(({ number }) => number === Number(match?.[1]));
      if (method === "GET") {
        return page(
          url,
          (merge?.comments ?? []).map((each) => ({
            id: each.id,
            body: each.body,
            system: false,
            author: author(each.author),
          })),
        );
      }
      merge?.comments.push({ id: this.nextId(), author: BOT, body: String(sent.body) });
      return { status: 201, body: {} };
    }
    match = /^merge_requests\/\d+\/notes\/(\d+)$/.exec(path);
    if (match) {
      return this.changeComment(Number(match[1]), method, String(sent.body));
    }
    match = /^repository\/commits\/(\w+)\/merge_requests$/.exec(path);
    if (match) {
      const found = this.requests.filter(({ head, mergedAs }) => [head, mergedAs].includes(match?.[1]));
      return page(
        url,
        found.map(({ number, head, mergedAs }) => ({
          iid: number,
          state: mergedAs === undefined ? "opened" : "merged",
          sha: head,
          merge_commit_sha: mergedAs ?? null,
          squash_commit_sha: null,
        })),
      );
    }
    match = /^merge_requests\/(\d+)\/pipelines$/.exec(path);
    if (match) {
      const merge = this.requests.find(({ number }) => number === Number(match?.[1]));
      return page(
        url,
        this.kept.filter(({ head }) => head === merge?.head).map(({ run }) => ({ id: run })),
      );
    }
    match = /^pipelines\/(\d+)\/jobs$/.exec(path);
    if (match) {
      return page(
        url,
        this.kept
          .filter(({ run }) => run === Number(match?.[1]))
          .map(({ id, name }) => ({ id, name, status: "success" })),
      );
    }
    match = /^jobs\/(\d+)\/artifacts\/(.+)$/.exec(path);
    if (match) {
      const file = this.kept.find(({ id }) => id === Number(match?.[1]))?.files.get(match[2] ?? "");
      return file === undefined ? { status: 404, body: {} } : { status: 200, body: JSON.parse(file) };
    }
    match = /^issues\/(\d+)\/notes$/.exec(path);
    if (match) {
      this.issues.find(({ id }) => id === Number(match?.[1]))?.comments?.push(String(sent.body));
      return { status: 201, body: {} };
    }
    if (path === "issues" || /^issues\/\d+$/.test(path)) {
      if (method === "GET") {
        const open = this.issues.filter(
          (each) => each.open && each.author === BOT && each.labels?.includes(url.searchParams.get("labels") ?? ""),
        );
        return page(
          url,
          open.map(({ id, body }) => ({ iid: id, description: body })),
        );
      }
      return method === "POST"
        ? this.openIssue({ ...sent, labels: [sent.labels] }, String(sent.description))
        : this.changeIssue(Number(path.split("/")[1]), sent, sent.description, sent.state_event === "close");
    }
    return { status: 404, body: { message: `no ${method} ${path}` } };
  }

  private changeComment(id: number, method: string, body: string): Answer {
    for (const { comments } of this.requests) {
      const index = comments.findIndex((comment) => comment.id === id);
      const comment = comments[index];
      if (comment && method === "DELETE") {
        comments.splice(index, 1);
        return { status: 204 };
      }
      if (comment) {
        comment.body = body;
        return { status: 200, body: {} };
      }
    }
    return { status: 404, body: { message: "no such comment" } };
  }

  private openIssue({ title, labels }: Record<string, unknown>, body: string): Answer {
    this.issues.push({
      id: this.nextId(),
      author: BOT,
      title: String(title),
      body,
      labels: labels as string[],
      open: true,
      comments: [],
    });
    return { status: 201, body: {} };
  }

  private changeIssue(id: number, { title }: Record<string, unknown>, body: unknown, close: boolean): Answer {
    const issue = this.issues.find((each) => each.id === id);
    if (!issue) {
      return { status: 404, body: { message: "no such issue" } };
    }
    if (title !== undefined) {
      issue.title = String(title);
    }
    if (body !== undefined) {
      issue.body = String(body);
    }
    if (close) {
      issue.open = false;
    }
    return { status: 200, body: {} };
  }
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One page of a list, with a link to the next as both forges give it. */
function page(url: URL, all: readonly unknown[]): Answer {
  const size = Number(url.searchParams.get("per_page") ?? 20);
  const number = Number(url.searchParams.get("page") ?? 1);
  const next = new URL(url);
  next.searchParams.set("page", String(number + 1));
  return {
    status: 200,
    body: all.slice((number - 1) * size, number * size),
    headers: number * size < all.length ? { Link: `<${next}>; rel="next"` } : {},
  };
}
