// Loaded into a process before its program. cdktn is that of the folder in CDKTN, and cdktf is not installed.
const Module = require("node:module");
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, parent, isMain, options) {
  if (/^(cdktf|@cdktf\/provider-[^/]+)(\/|$)/.test(request)) {
    throw Object.assign(new Error(`Cannot find module '${request}' (hidden by the test)`), {
      code: "MODULE_NOT_FOUND",
    });
  }
  return /^(cdktn|constructs)(\/|$)/.test(request)
    ? resolve.call(this, request, parent, isMain, { ...options, paths: [process.env.CDKTN] })
    : resolve.call(this, request, parent, isMain, options);
};
