/** @type {import("jest").Config} */
module.exports = {
  ...require("../../jest.config.js"),
  rootDir: "../..",
  testMatch: ["<rootDir>/bench/testing/**/*.test.ts"],
  testTimeout: 1_800_000,
};
