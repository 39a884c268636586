// The CDK of the user's project. All of cdknomad imports it as `#cdk`, so that a program and the library use the same one. TypeScript
// finds the types in the same order (`imports` in package.json).
const { cdkName } = require("./name.cjs");

module.exports = require(cdkName);
