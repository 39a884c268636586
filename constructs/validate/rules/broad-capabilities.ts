import { quoted } from "../../issue";
import { isKnownText } from "../known";
import { rule } from "../rule";

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
  messages: {
    broad: ({ capabilities }: { readonly capabilities: readonly string[] }) =>
      `${quoted(capabilities)} reach${capabilities.length === 1 ? "es" : ""} beyond the task; drop what the task does not need`,
  },
  *check(job) {
    for (const { config, path } of job.tasks) {
      const added = Array.isArray(config.capAdd) ? config.capAdd.filter(isKnownText) : [];
      const broad = added.filter((capability) => BROAD.includes(capability.toUpperCase().replace(/^CAP_/, "")));
      if (broad.length > 0) {
        yield {
          path: `${path}.config.capAdd`,
          problem: "broad",
          capabilities: broad,
        };
      }
    }
  },
});
