// The name of the CDK that the user's project has: cdktn if it is installed, otherwise cdktf. That cdktf is installed decides nothing:
// packages for cdktf, such as cdktf-cli and @cdktf/provider-nomad, always bring it.
function isInstalled(name) {
  try {
    return require.resolve(name) !== "";
  } catch (error) {
    if (error.code === "MODULE_NOT_FOUND") {
      return false;
    }
    throw error;
  }
}

exports.isInstalled = isInstalled;
exports.cdkName = isInstalled("cdktn") ? "cdktn" : "cdktf";
