// With `npm test -- --cdk cdktn`, the folder in CDKTN has the CDK under test.
const { CDKTN } = process.env;

/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  // Assertions are on words: what a terminal or a CI log gets in color is plain here, wherever the tests run.
  setupFiles: [
    "<rootDir>/__tests__/runner/no-color.ts",
    "<rootDir>/__tests__/runner/offline.ts",
    "<rootDir>/__tests__/runner/lab-certificates.ts",
  ],
  moduleNameMapper: CDKTN
    ? {
        "^cdkt[fn](/.*)?$": `${CDKTN}/node_modules/cdktn$1`,
        "^constructs(/.*)?$": `${CDKTN}/node_modules/constructs$1`,
      }
    : {},
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
};
