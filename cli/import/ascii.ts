/** Letters that Unicode does not decompose into an ASCII letter and an accent. */
const latin = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŋ: "ng" };

/** Cyrillic letters of Russian, Ukrainian, Belarusian, Bulgarian, Serbian, and Macedonian; close to BGN/PCGN, without apostrophes. */
const cyrillic = {
  ...{
    а: "a",
    б: "b",
    в: "v",
    г: "g",
    ґ: "g",
    д: "d",
    ѓ: "gj",
    ђ: "dj",
    е: "e",
    ё: "yo",
    є: "ye",
    ж: "zh",
    з: "z",
    ѕ: "dz",
  },
  ...{
    и: "i",
    і: "i",
    ї: "yi",
    й: "y",
    ј: "j",
    к: "k",
    ќ: "kj",
    л: "l",
    љ: "lj",
    м: "m",
    н: "n",
    њ: "nj",
    о: "o",
    п: "p",
  },
  ...{ р: "r", с: "s", т: "t", ћ: "c", у: "u", ў: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", џ: "dz", ш: "sh", щ: "shch" },
  ...{ ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya" },
};

/** Greek letters, as ELOT 743 writes single ones. */
const greek = {
  ...{
    α: "a",
    β: "v",
    γ: "g",
    δ: "d",
    ε: "e",
    ζ: "z",
    η: "i",
    θ: "th",
    ι: "i",
    κ: "k",
    λ: "l",
    μ: "m",
    ν: "n",
    ξ: "x",
  },
  ...{ ο: "o", π: "p", ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o" },
};

const letters: Readonly<Record<string, string>> = { ...latin, ...cyrillic, ...greek };

/**
 * Replaces accented Latin, Cyrillic, and Greek letters with ASCII letters: `Grüße` becomes `Grusse`, `Почта` becomes `Pochta`. Letters
 * of other scripts stay as they are.
 */
export function ascii(text: string): string {
  // Whole letters come first, because Unicode decomposes й into и and an accent.
  return transliterate(transliterate(text.normalize("NFC")).normalize("NFKD").replace(/\p{M}/gu, ""));
}

function transliterate(text: string): string {
  return text.replace(/\P{ASCII}/gu, (letter) => {
    const small = letter.toLowerCase();
    const found = letters[small];
    if (found === undefined) {
      return letter;
    }
    return small === letter ? found : found.charAt(0).toUpperCase() + found.slice(1);
  });
}
