import rules from "../../provider/internal/secret/rules.json";

/** How certainly a name indicates a secret: a weak name needs a value that looks random. */
type Strength = "strong" | "weak" | "none";

const { names, harmless } = rules;
const strong = new Set(names.strong);
const weak = new Set(names.weak);
const key = new Set(names.key);
const strongKeys = new Set(names.strongKeys);
const weakKeys = new Set(names.weakKeys);
const locating = new Set(names.locating);
const publicHalf = new Set(names.public);
const cut = new Set(names.cut);
const passwords = new Set(harmless.passwords);
const always = harmless.always.map((pattern) => new RegExp(pattern, "i"));
const unlessPassword = harmless.unlessPassword.map((pattern) => new RegExp(pattern));

/** Whether the value of this name is hidden: decided by the name, unless the value is harmless. */
export function isSecret(name: string, value: string): boolean {
  const strength = strengthOf(name);
  if (strength === "none" || value === "" || isHarmless(name, value)) {
    return false;
  }
  return strength === "strong" || looksRandom(value) || /^[^\s:/]+:[^\s/]{4,}$/.test(value);
}

/** Whether a text looks generated: not a word, a number, or a name with a number.  */
export function looksRandom(text: string): boolean {
  if (text.length < 8 || /\s/.test(text)) {
    return false;
  }
  const digits = text.match(/\d/g)?.length ?? 0;
  const switches = text.match(/[a-z][A-Z]/g)?.length ?? 0;
  return (digits >= 1 && switches >= 1) || switches >= 3 || (text.length >= 16 && digits >= 3 && /[a-z]/i.test(text));
}

const known = new Map<string, Strength>();

/** Returns the strength of a name. Results are kept, because a large plan repeats few names. */
function strengthOf(name: string): Strength {
  const before = known.get(name);
  if (before !== undefined) {
    return before;
  }
  const strength = judge(wordsOf(name));
  known.set(name, strength);
  return strength;
}

/** Judges by the last word that indicates a secret, unless a later word names a location or property of the secret. */
function judge(words: readonly string[]): Strength {
  for (let index = words.length - 1; index >= 0; index--) {
    const strength = strengthAt(words, index);
    if (strength !== "none") {
      const end = words.findIndex((word, at) => at > index && cut.has(word));
      const behind = words.slice(index + 1, end === -1 ? undefined : end);
      // Nomad and Vault call a token "secret id".
      const rest = words[index] === "secret" && behind[0] === "id" ? behind.slice(1) : behind;
      return rest.some((word) => locating.has(word)) ? "none" : strength;
    }
  }
  return "none";
}

function strengthAt(words: readonly string[], index: number): Strength {
  const [word = "", before = ""] = [words[index], words[index - 1]];
  if (key.has(word)) {
    const isPublic = words.some((other) => publicHalf.has(other));
    return isPublic ? "none" : strongKeys.has(before) ? "strong" : weakKeys.has(before) ? "weak" : "none";
  }
  if (strong.has(word) || names.endings.some((ending) => word.endsWith(ending))) {
    return "strong";
  }
  return weak.has(word) ? "weak" : "none";
}

/** Returns the words of a name; those of `apiKey`, `API_KEY`, `api-key2`, and `APIKey` are the same. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/\d+$/, ""))
    .filter((word) => word !== "");
}

/** Whether a value is not a secret: a switch, a path, a reference to a secret, or, except for passwords, a number. */
function isHarmless(name: string, value: string): boolean {
  if (always.some((pattern) => pattern.test(value))) {
    return true;
  }
  return unlessPassword.some((pattern) => pattern.test(value)) && !wordsOf(name).some((word) => passwords.has(word));
}
