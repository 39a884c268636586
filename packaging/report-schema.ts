import { writeFileSync } from "node:fs";
import path from "node:path";
import { createGenerator } from "ts-json-schema-generator";
import { reportFormat } from "../cli/report/report";

const root = path.join(__dirname, "..");

/** The published JSON Schema of a report. */
export const schemaFile = path.join(root, "cli", "report", "report.schema.json");

/** Returns the JSON Schema of a report, generated from its types; constraints come from the tags of their docstrings. */
export function reportSchema(): unknown {
  const { $schema, definitions, ...report } = createGenerator({
    path: path.join(root, "cli", "report", "report.ts"),
    tsconfig: path.join(root, "tsconfig.json"),
    type: "Report",
    topRef: false,
    additionalProperties: true,
    skipTypeCheck: true,
  }).createSchema("Report");
  const { FieldChange: field, ...others } = definitions ?? {};
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: reportFormat,
    ...report,
    // A type cannot require one of two optional fields without hiding both.
    $defs: {
      ...others,
      FieldChange: { ...(field as object), anyOf: [{ required: ["before"] }, { required: ["after"] }] },
    },
  };
  return JSON.parse(JSON.stringify(schema).replaceAll("#/definitions/", "#/$defs/"));
}

if (require.main === module) {
  writeFileSync(schemaFile, `${JSON.stringify(reportSchema(), null, 2)}\n`);
}
