// The CDK of the user's project. All of cdknomad imports it as `#cdk`, so that a program and the library use the same one. TypeScript
// finds the types in the same order (`imports` in package.json).
const { cdkName, isInstalled } = require("./name.cjs");

if (!isInstalled(cdkName)) {
  const message =
    "neither cdktf nor cdktn is installed; run npm install cdktf@0.21.0, or npm install after cdknomad init (package-missing)";
  throw Object.assign(new Error(message), { code: "package-missing" });
}

module.exports = require(cdkName);
