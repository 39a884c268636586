/**
 * A part of `npm pack` and `npm publish` in a clone. The package that users get has other scripts and the checksums of the prebuilt
 * programs, so it is built in a folder of its own.
 */
console.error(`error: the clone itself is not published
  to build a package from it: npm run stage && npm pack ./release/cdknomad
  to publish a release: npm run release && npm run release:publish`);
process.exitCode = 1;
