// Loaded into a process before its program, after resolve-cdktn.cjs: cdktf is not installed.
const Module = require("node:module");
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, ...others) {
  if (/^(cdktf|@cdktf\/provider-[^/]+)(\/|$)/.test(request)) {
    throw Object.assign(new Error(`Cannot find module '${request}' (hidden by the test)`), {
      code: "MODULE_NOT_FOUND",
    });
  }
  return resolve.call(this, request, ...others);
};
