/** A list or map of cdktf that Terraform knows only later, pasted into a string. */
const LIST_IN_TEXT = /[#&]\{TfToken\[TOKEN\.\d+\]\}/;

/** Whether a value is a number or an object with which cdktf encodes a value that Terraform knows only later. */
export function isRuntimeValue(value: unknown): boolean {
  if (typeof value === "number") {
    return value <= -1e200;
  }
  return typeof value === "object" && value !== null && "creationStack" in value && "resolve" in value;
}

/** Whether a string contains a runtime list or map, for which there is no text. */
export function hasRuntimeList(text: string): boolean {
  return LIST_IN_TEXT.test(text);
}

/** Whether a list is the one with which cdktf encodes a runtime list: its only element is a marker. */
export function isRuntimeList(list: readonly unknown[]): boolean {
  const [item] = list;
  return (
    list.length === 1 &&
    (isRuntimeValue(item) || (typeof item === "string" && /^#\{TfToken\[TOKEN\.\d+\]\}$/.test(item)))
  );
}

/** Whether the key of a map is the one with which cdktf encodes a whole runtime map. */
export function isRuntimeMapKey(key: string): boolean {
  return /^&\{TfToken\[TOKEN\.\d+\]\}$/.test(key);
}
