// Loaded into a process before its program, from a folder in which cdktn is installed: cdktn and constructs are those of the folder, and
// cdktf is that cdktn.
const Module = require("node:module");
const resolve = Module._resolveFilename;

Module._resolveFilename = function (request, parent, isMain, options) {
  return /^(cdkt[fn]|constructs)(\/|$)/.test(request)
    ? resolve.call(this, request.replace(/^cdktf/, "cdktn"), parent, isMain, { ...options, paths: [__dirname] })
    : resolve.call(this, request, parent, isMain, options);
};
