import { Annotations, TerraformResource, type TerraformStack } from "#cdk";
import { createIssue } from "./issue";
import { asTerraformNormalizes } from "./normalized";
import { isPlainObject } from "./spec/json";
import { textNormalized } from "./stack-issue";
import { printIssue } from "./validate";

/** What Terraform drops at the start of a text. The constructs write it as an escape; a plain Terraform class cannot. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * Adds a warning for each text of a resource that Terraform normalizes, such as `e` with U+0301, which becomes `é`, or whose byte order
 * mark it drops. The JSON of jobs
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
      const issue = text.startsWith(BYTE_ORDER_MARK)
        ? createIssue(textNormalized, { path, problem: "byteOrderMark" })
        : createIssue(textNormalized, {
            path,
            problem: "normalized",
            text: asTerraformNormalizes(text),
            characters: decomposed(text),
          });
      Annotations.of(resource).addWarning(printIssue(resource.node.path, issue));
    }
  }
}

const isChanged = (text: string) => text.startsWith(BYTE_ORDER_MARK) || asTerraformNormalizes(text) !== text;

/** The texts below a value that Terraform changes, with their paths. */
function changedTexts(value: unknown, path: string): { readonly path: string; readonly text: string }[] {
  if (typeof value === "string") {
    return isChanged(value) ? [{ path, text: value }] : [];
  }
  if (!Array.isArray(value) && !isPlainObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = asTerraformNormalizes(key);
    const at = path === "" ? name : `${path}.${name}`;
    return [...(isChanged(key) ? [{ path: at, text: key }] : []), ...(key === "//" ? [] : changedTexts(inner, at))];
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
