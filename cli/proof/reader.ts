import { type Access, type ApiClient, ConsulClient, inParallel, NomadClient, type Product } from "../../clients";
import { NotProvable } from "./not-provable";

/** An object in an answer of a server, by the field names of the API. */
export type Entry = Readonly<Record<string, unknown>>;

/** Reads lists and objects of one server, each once, and collects the indexes of the answers. */
export class Reader {
  /** The index of each answer, by the request. */
  readonly indexes = new Map<string, number>();
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(readonly client: ApiClient) {}

  /**
   * Reads a list.
   *
   * @throws NotProvable if the server does not answer with a list, or its answer has no index
   */
  async list(path: string): Promise<readonly Entry[]> {
    const body = await this.read(path);
    if (!Array.isArray(body)) {
      throw new NotProvable(`${this.client.product} answered GET ${path} without a list`);
    }
    return body as readonly Entry[];
  }

  /**
   * Reads an object; undefined if the server has no such object.
   *
   * @throws NotProvable if the server does not answer, or its answer has no index
   */
  async find<T>(path: string): Promise<T | undefined> {
    return (await this.read(path)) as T | undefined;
  }

  private read(path: string): Promise<unknown> {
    const known = this.answers.get(path) ?? this.send(path);
    this.answers.set(path, known);
    return known;
  }

  private async send(path: string): Promise<unknown> {
    const { product, access } = this.client;
    const { status, text, index } = await this.client.send("GET", path);
    if (status === 404) {
      return undefined;
    }
    if (status !== 200) {
      const answer = status === 0 ? "did not answer" : `answered ${status} to`;
      throw new NotProvable(`${product} at ${access.address} ${answer} GET ${path}`);
    }
    if (index === undefined) {
      throw new NotProvable(`${product} at ${access.address} answered GET ${path} without an index`);
    }
    this.indexes.set(`${product} ${access.address} ${path}`, index);
    return JSON.parse(text);
  }
}

/** The readers of one run, one for each access, so that stacks of the same cluster share the lists. */
export class Readers {
  private readonly readers = new Map<string, Reader>();

  /** Returns the reader for an access. */
  for(product: Product, access: Access): Reader {
    const key = JSON.stringify([product, access]);
    const known =
      this.readers.get(key) ?? new Reader(product === "nomad" ? new NomadClient(access) : new ConsulClient(access));
    this.readers.set(key, known);
    return known;
  }

  /** The indexes of all answers. */
  get indexes(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.readers.values()].flatMap(({ indexes }) => [...indexes]).sort());
  }
}

/** Reads objects a few at a time, because the servers limit the connections of one address. */
export function findAll<T>(reader: Reader, paths: readonly string[]): Promise<(T | undefined)[]> {
  return inParallel(paths, (path) => reader.find<T>(path));
}
