/**
 * Settings of `npm run test:lab`. The time is long because the first start of a lab on a machine builds its programs.
 *
 * @type {import("jest").Config}
 */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/__tests__/lab/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 1_800_000,
};
