import { quoted } from "../../issue";
import { CONTAINER_DRIVERS } from "../container-drivers";
import { isKnownText } from "../known";
import { rule } from "../rule";

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
  messages: {
    latest: ({
      image,
      tag,
      tasks,
    }: {
      readonly image: unknown;
      readonly tag: string;
      /** The tasks with such an image. */
      readonly tasks: readonly string[];
    }) =>
      `"${image}" has ${tag === "none" ? 'no tag, which means "latest"' : 'the tag "latest"'}: its version can change at each start and differ between nodes; pin a version or a digest${
        tasks.length > 1 ? ` (the same in ${quoted(tasks.slice(1))})` : ""
      }`,
  },
  *check(job) {
    const found = job.tasks.flatMap(({ task, config: { image, load }, path }) => {
      if (!CONTAINER_DRIVERS.includes(task.driver) || !isKnownText(image) || load !== undefined) {
        return [];
      }
      const tag = looseTag(image);
      return tag === undefined ? [] : [{ path: `${path}.config.image`, image, tag, name: task.name }];
    });
    const [first] = found;
    // One warning per job: the advice is the same for each task.
    if (first) {
      const { path, image, tag } = first;
      yield { path, problem: "latest", image, tag, tasks: found.map(({ name }) => name) };
    }
  },
});
