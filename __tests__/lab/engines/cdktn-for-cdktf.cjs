// Loaded into a process before its program: `cdktf` is the cdktn of the folder in CDKTN, for the program, for our constructs
// and for the bindings alike, as `overrides` of npm makes it.
const Module = require("node:module");
const resolve = Module._resolveFilename;
const cdktn = /^(cdktf|constructs)(\/|$)/;

Module._resolveFilename = function (request, parent, isMain, options) {
  if (!cdktn.test(request)) {
    return resolve.call(this, request, parent, isMain, options);
  }
  const wanted = request.replace(/^cdktf/, "cdktn");
  return resolve.call(this, wanted, parent, isMain, { ...options, paths: [process.env.CDKTN] });
};
