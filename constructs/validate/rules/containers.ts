import { isKnownText } from "../known";
import { quoted } from "../quoted";
import { rule } from "../rule";

const CONTAINER_DRIVERS = ["docker", "podman"];

/** Transports of podman that name an image in a registry all the same. */
const REGISTRY = /^(docker|https?):\/\//;

/** The tag of an image; nothing where the image is pinned otherwise, or is not fetched from a registry. */
function looseTag(image: string): "none" | "latest" | undefined {
  const name = image.replace(REGISTRY, "");
  if (name.includes("@") || name.startsWith("/") || /^[a-z-]+:\//.test(name) || /^(docker|oci)-archive:/.test(name)) {
    return undefined;
  }
  const last = name.slice(name.lastIndexOf("/") + 1);
  const tag = last.includes(":") ? last.slice(last.indexOf(":") + 1) : undefined;
  return tag === undefined ? "none" : tag === "latest" ? "latest" : undefined;
}

/** Images that are another one tomorrow. */
export const imageNotPinned = rule({
  code: "image-not-pinned",
  level: "warning",
  title: 'an image has no tag, or the tag "latest"',
  refusedByNomad: false,
  *check(job) {
    for (const { task, config, path } of job.tasks) {
      const { image } = config;
      if (!CONTAINER_DRIVERS.includes(task.driver) || !isKnownText(image) || config.load !== undefined) {
        continue;
      }
      const tag = looseTag(image);
      if (tag !== undefined) {
        const got = tag === "none" ? `"${image}" has no tag, which means "latest"` : `"${image}" has the tag "latest"`;
        yield {
          path: `${path}.config.image`,
          message: `${got}: each node runs whichever version it fetched; pin a version or a digest`,
        };
      }
    }
  },
});

/** Containers that are the node. */
export const privilegedContainer = rule({
  code: "privileged-container",
  level: "warning",
  title: "a container is privileged",
  refusedByNomad: false,
  *check(job) {
    for (const { task, config, path } of job.tasks) {
      if (CONTAINER_DRIVERS.includes(task.driver) && (config.privileged === true || config.privileged === "true")) {
        yield {
          path: `${path}.config.privileged`,
          message: "whoever breaks into the task is root on the node; use capAdd or devices for what it needs",
        };
      }
    }
  },
});

/** Capabilities with which a process can leave its container, or change the node for all others. */
const BROAD = [
  "ALL",
  "BPF",
  "DAC_READ_SEARCH",
  "MAC_ADMIN",
  "MAC_OVERRIDE",
  "NET_ADMIN",
  "PERFMON",
  "SYS_ADMIN",
  "SYS_BOOT",
  "SYS_MODULE",
  "SYS_PTRACE",
  "SYS_RAWIO",
  "SYS_TIME",
];

/** Rights of root that a task hardly ever needs. */
export const broadCapabilities = rule({
  code: "broad-capabilities",
  level: "warning",
  title: "a task is given capabilities that reach beyond it",
  refusedByNomad: false,
  *check(job) {
    for (const { config, path } of job.tasks) {
      const added = Array.isArray(config.capAdd) ? config.capAdd.filter(isKnownText) : [];
      const broad = added.filter((capability) => BROAD.includes(capability.toUpperCase().replace(/^CAP_/, "")));
      if (broad.length > 0) {
        yield {
          path: `${path}.config.capAdd`,
          message: `${quoted(broad)} reach${broad.length === 1 ? "es" : ""} beyond the task; drop what it can do without`,
        };
      }
    }
  },
});

/** Containers that see the processes of the node. */
export const hostNamespace = rule({
  code: "host-namespace",
  level: "warning",
  title: "a container shares the processes or the memory of the node",
  refusedByNomad: false,
  *check(job) {
    for (const { task, config, path } of job.tasks) {
      for (const field of CONTAINER_DRIVERS.includes(task.driver) ? ["pidMode", "ipcMode", "usernsMode"] : []) {
        if (config[field] === "host") {
          yield {
            path: `${path}.config.${field}`,
            message: '"host" takes a wall between the task and the node away; remove it',
          };
        }
      }
    }
  },
});
