// what other folders of this library need beside what everybody gets
export { nearest } from "./nearest";
export { fieldPath, itemPath } from "./path";
export * from "./public";
