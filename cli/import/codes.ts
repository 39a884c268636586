/** Reasons why the importer refuses a file. Each has a page in `docs/errors`. */
export const IMPORT_CODES = [
  { code: "job-file-invalid", level: "error" },
  { code: "not-a-job", level: "error" },
  { code: "template-not-rendered", level: "error" },
  { code: "unquoted-word", level: "error" },
  { code: "variable-without-value", level: "error" },
  { code: "variable-wrong-value", level: "error" },
] as const;

/** The code of a reason why the importer refuses a file. */
export type ImportCode = (typeof IMPORT_CODES)[number]["code"];
