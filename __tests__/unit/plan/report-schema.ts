import Ajv2020, { type AnySchemaObject } from "ajv/dist/2020";
import schema from "../../../cli/report/report.schema.json";

/** The published schema lets readers of today take reports of tomorrow; here a field that it does not name is an error. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) {
    return part.map(closed);
  }
  if (typeof part !== "object" || part === null) {
    return part;
  }
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  return "properties" in inner ? { ...inner, additionalProperties: false } : inner;
}

// `required` of a part of anyOf names what is described above it.
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
const published = ajv.compile(schema as AnySchemaObject);
const strict = ajv.compile(closed(schema) as AnySchemaObject);

/** What of a report the schema does not allow or does not name, a line each. */
export function schemaErrors(report: unknown): string[] {
  strict(report);
  return (strict.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message} ${params.additionalProperty ?? ""}`.trim(),
  );
}

/** The same as a reader of the published schema finds it. */
export function publishedErrors(report: unknown): string[] {
  published(report);
  return (published.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
