// What other rooms of this library need in addition to the public exports.
export { fieldPath, itemPath } from "./path";
export * from "./public";
export { isRuntimeValue } from "./runtime-value";
export { isOlder } from "./version-order";
export {
  fieldsUnknownTo,
  hasVersionedFields,
  hasVersionedOptions,
  isUnknownTo,
  type VersionedField,
} from "./versioned-fields";
