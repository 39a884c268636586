/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/lab/"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
};
