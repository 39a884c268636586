import { Annotations, TerraformResource, type TerraformStack } from "cdktf";
import { createIssue } from "./issue";
import { asTerraformNormalizes } from "./normalized";
import { isPlainObject } from "./spec/json";
import { textNormalized } from "./stack-issue";
import { printIssue } from "./validate";

/**
 * Adds a warning for each text of a resource that Terraform normalizes, such as `e` with U+0301, which becomes `é`. The JSON of jobs
 * and the HCL of ACL rules contain such letters as escapes, so they keep their bytes and are not reported.
 */
export function warnOfNormalizedTexts(stack: TerraformStack): void {
  for (const resource of stack.node.findAll().filter(TerraformResource.isTerraformResource)) {
    // A job has no text outside of its JSON.
    if (resource.terraformResourceType === "nomad_job") {
      continue;
    }
    const bodies = Object.values<Record<string, object>>(resource.toTerraform().resource ?? {});
    for (const { path, text } of bodies.flatMap(Object.values).flatMap((body) => changedTexts(body, ""))) {
      const issue = createIssue(textNormalized, {
        path,
        problem: "normalized",
        text: asTerraformNormalizes(text),
        characters: decomposed(text),
      });
      Annotations.of(resource).addWarning(printIssue(resource.node.path, issue));
    }
  }
}

/** The texts below a value that are not in Unicode's form NFC, with their paths. */
function changedTexts(value: unknown, path: string): { readonly path: string; readonly text: string }[] {
  if (typeof value === "string") {
    return asTerraformNormalizes(value) === value ? [] : [{ path, text: value }];
  }
  if (!Array.isArray(value) && !isPlainObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = asTerraformNormalizes(key);
    const at = path === "" ? name : `${path}.${name}`;
    return [...(name === key ? [] : [{ path: at, text: key }]), ...(key === "//" ? [] : changedTexts(inner, at))];
  });
}

/** The code points of the first letter that changes: `U+0065 U+0301`. */
function decomposed(text: string): string {
  const letters = text.match(/\P{M}\p{M}*/gu) ?? [text];
  const letter = letters.find((one) => asTerraformNormalizes(one) !== one) ?? text;
  return [...letter]
    .map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`)
    .join(" ");
}
