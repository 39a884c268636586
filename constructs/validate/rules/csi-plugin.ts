import { isKnownText } from "../known";
import { rule } from "../rule";

/** Tasks that serve storage to Nomad. */
export const csiPlugin = rule({
  code: "csi-plugin",
  level: "error",
  title: "a CSI plugin does not say what it is",
  refusedByNomad: true,
  messages: {
    noId: () => "it is empty; name the plugin",
    noType: () => 'it is missing; use "node", "controller" or "monolith"',
    insideMountDir: ({ directory, mountDir }: { readonly directory: string; readonly mountDir: string }) =>
      `"${directory}" is inside mountDir, which is "${mountDir}"; choose a directory beside it`,
  },
  *check(job) {
    for (const { task, path } of job.tasks) {
      const plugin = task.csiPlugin;
      if (plugin && !plugin.id) {
        yield { path: `${path}.csiPlugin.id`, problem: "noId" };
      }
      if (plugin && plugin.type === undefined) {
        yield { path: `${path}.csiPlugin.type`, problem: "noType" };
      }
      const { stagePublishBaseDir, mountDir } = plugin ?? {};
      if (isKnownText(stagePublishBaseDir) && isKnownText(mountDir) && stagePublishBaseDir.startsWith(mountDir)) {
        yield {
          path: `${path}.csiPlugin.stagePublishBaseDir`,
          problem: "insideMountDir",
          directory: stagePublishBaseDir,
          mountDir,
        };
      }
    }
  },
});
