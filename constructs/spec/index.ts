// What other rooms of this library need in addition to the public exports.
export { type IntroducedField, introducedFields } from "./introduced";
export { fieldPath, itemPath } from "./path";
export * from "./public";
export { isRuntimeValue } from "./runtime-value";
