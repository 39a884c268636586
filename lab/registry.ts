import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import path from "node:path";
import { CodedError } from "../errors";
import { packaged } from "../tools/cache";
import { run } from "../tools/run";
import { imageStore } from "./image-store";
import type { StandIn } from "./images";
import type { LabPaths } from "./paths";
import { network } from "./topology";

/** Where the nodes of a lab get images from that are not in the cache. */
export interface ImageSources {
  /** Whether no registry is asked. @default - whether CDKNOMAD_LAB_OFFLINE is 1 */
  readonly offline?: boolean;
  /**
   * Other addresses for registries, such as `{"docker.io": "https://mirror.example.com"}`; with `http://`, without TLS.
   * @default - the pairs `registry=address` of CDKNOMAD_LAB_REGISTRIES, separated by commas
   */
  readonly registries?: Readonly<Record<string, string>>;
}

/** Variables of the user with which images are pulled: proxies, and where docker keeps credentials and finds their helpers. */
const VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "DOCKER_CONFIG"];

/** Variables of the user with which programs are built: the cache, proxies, certificates, and the settings of Go. */
const BUILD_VARIABLES = [
  ...VARIABLES,
  "PATH",
  "TMPDIR",
  "XDG_CACHE_HOME",
  "CDKNOMAD_CACHE",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
];

/** Settings of Go, but no other name that begins with GO. */
const GO_VARIABLES =
  /^GO(PROXY|NOPROXY|PRIVATE|NOPRIVATE|SUMDB|NOSUMDB|NOSUMCHECK|VCS|FLAGS|PATH|ROOT|CACHE|MODCACHE|TMPDIR|ENV|TOOLCHAIN|MEMLIMIT|MAXPROCS)$/;

/** The file with the certificate of the lab's registry, as seen on a node. */
export const registryAuthorityOnNode = "/run/registry-ca.pem";

/** How many ports are tried for pushes. */
const PORTS_TRIED = 100;

/**
 * Returns a free port of this machine's loopback for pushes to a lab.
 *
 * @throws CodedError if all are in use
 */
export async function freePushPort(first: number = network.pushPort): Promise<number> {
  for (let port = first; port < first + PORTS_TRIED; port++) {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false)).listen(port, "127.0.0.1", () => resolve(true));
    });
    server.close();
    if (isFree) {
      return port;
    }
  }
  throw new CodedError(
    "lab-not-possible",
    `no port of 127.0.0.1 from ${first} to ${first + PORTS_TRIED - 1} is free for the lab's registry; stop a program that uses one`,
  );
}

/** Paths of the registry's files in the folder of a lab. */
export const registryPaths = ({ dir }: Pick<LabPaths, "dir">) => {
  const folder = path.join(dir, "registry");
  return {
    folder,
    settings: path.join(folder, "settings.json"),
    /** The certificate with which container engines verify the registry. */
    authority: path.join(folder, "ca.pem"),
    /** Which of the images that cdknomad can build are used. */
    sources: path.join(folder, "sources.json"),
  };
};

/**
 * Writes the settings of the lab's registry, which can contain the password of a proxy, and the authority that only the container
 * engines of this lab trust.
 *
 * @param images the program that serves images
 * @param standIns the images that it can build
 * @param pushPort port of this machine's loopback to which images are pushed
 * @throws CodedError if the authority cannot be created
 */
export async function prepareRegistry(
  paths: LabPaths,
  images: string,
  standIns: readonly StandIn[],
  pushPort: number,
  sources: ImageSources,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const { folder, settings, sources: noted } = registryPaths(paths);
  const { code, stderr } = await run([images, "authority", folder]);
  if (code !== 0) {
    throw new CodedError("tool-unusable", `the certificate of the lab's registry cannot be created: ${stderr.trim()}`);
  }
  const content = {
    standIns,
    builder: builderOf(env),
    sources: noted,
    cache: imageStore(env),
    authority: folder,
    push: `127.0.0.1:${pushPort}`,
    offline: sources.offline ?? env.CDKNOMAD_LAB_OFFLINE === "1",
    registries: sources.registries ?? parseRegistries(env.CDKNOMAD_LAB_REGISTRIES ?? ""),
    env: {
      HOME: homedir(),
      ...(env.PATH !== undefined && { PATH: env.PATH }),
      ...Object.fromEntries(VARIABLES.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
    },
  };
  writeFileSync(settings, JSON.stringify(content), { mode: 0o600 });
}

/** Returns the command that builds a program for an image, and its variables: no token and no password except those of proxies. */
export function builderOf(env: NodeJS.ProcessEnv): { argv: string[]; env: Record<string, string> } {
  const source = path.join(__dirname, "build-program.ts");
  // In a clone it is TypeScript, in the package JavaScript.
  const program = packaged ? [source.replace(/ts$/, "js")] : ["--require", require.resolve("tsx/cjs"), source];
  const variables = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && (BUILD_VARIABLES.includes(name) || GO_VARIABLES.test(name)) ? [[name, value]] : [],
  );
  return { argv: [process.execPath, ...program], env: { HOME: homedir(), ...Object.fromEntries(variables) } };
}

/**
 * Reads pairs `registry=address`, separated by commas.
 *
 * @throws CodedError if a pair has another form
 */
export function parseRegistries(text: string): Record<string, string> {
  const pairs = text
    .split(",")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, registry, address] = /^([^=\s/]+)=((?:https?:\/\/)?[^=\s/]+\/?)$/.exec(pair) ?? [];
      if (registry === undefined || address === undefined) {
        throw new CodedError(
          "image-source",
          `registry "${pair}": want REGISTRY=ADDRESS, such as docker.io=https://mirror.example.com`,
        );
      }
      return [registry, address];
    }),
  );
}
