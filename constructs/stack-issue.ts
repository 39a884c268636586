import { issueKind } from "./issue";

/** A data source of Nomad or Consul in a stack of the own providers. */
export const dataSourceUnsupported = issueKind({
  code: "data-source-unsupported",
  level: "error",
  messages: {
    dataSource: ({ type, instead }: { type: string; instead: string }) =>
      `the providers of cdknomad have no data source "${type}"; ${instead}, or set providers: "hashicorp" in the settings of the stack`,
  },
});

/** A resource type of Nomad or Consul that the own providers do not serve. */
export const resourceTypeUnsupported = issueKind({
  code: "resource-type-unsupported",
  level: "error",
  messages: {
    resourceType: ({ type, instead }: { type: string; instead: string }) =>
      `the providers of cdknomad have no resource type "${type}"; ${instead}, or set providers: "hashicorp" in the settings of the stack`,
  },
});

/** A text that Terraform changes. */
export const textNormalized = issueKind({
  code: "text-normalized",
  level: "warning",
  messages: {
    normalized: ({ text, characters }: { text: string; characters: string }) =>
      `Terraform replaces ${characters} in "${text}" by the composed letters (Unicode NFC), and there is no escape for them here; write the composed letters if the reader does not need these bytes`,
    byteOrderMark: () =>
      "Terraform drops the byte order mark (U+FEFF) at the start of this text; leave it out if the reader does not need it",
  },
});
