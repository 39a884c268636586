/**
 * Makes a text safe to stand in `cdk.tf.json`: `${` and `%{` are Nomad's interpolation and template directives here, and
 * Terraform would take them for its own. A reference that cdktf itself put into the text (a token) is left alone.
 *
 * @param text any text, as the JSON of a job or the HCL of a policy
 * @returns the text in which Terraform reads `${attr.kernel.name}` as these very characters
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
export function literal(text: string): string {
  // A replacer function, because "$$" in a replacement string stands for one "$".
  return text.replace(/[$%]\{(?!TfToken\[)/g, (directive) => directive.charAt(0) + directive);
}

/** The text that Terraform makes of a string in `cdk.tf.json`, where `$${` and `%%{` stand for `${` and `%{`. */
export function asTerraformReads(text: string): string {
  return text.replace(/([$%])\1\{/g, "$1{");
}
