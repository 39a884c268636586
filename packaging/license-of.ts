import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Words that identify a license; whitespace does not count. */
const words: readonly (readonly [string, RegExp])[] = [
  ["BUSL-1.1", /Business Source License 1\.1/],
  ["MPL-2.0", /Mozilla Public License,? version 2\.0|Mozilla Public License Version 2\.0/i],
  ["Apache-2.0", /Apache License,? Version 2\.0/i],
  ["BSD-3-Clause", /Redistribution and use[\s\S]*(Neither the name|names of its contributors)/],
  ["BSD-2-Clause", /Redistribution and use/],
  [
    "ISC",
    /Permission to use, copy, modify, and\/or distribute|Permission to use, copy, modify, and distribute this software/,
  ],
  ["MIT", /Permission is hereby granted, free of charge/],
  ["CC0-1.0", /CC0 1\.0 Universal/],
  ["Unlicense", /free and unencumbered software released into the public domain/],
];

/**
 * Returns the SPDX identifier of the license in a folder, recognized by the text of its license file.
 *
 * @returns `undefined` if there is no such file, or its license is not recognized
 */
export function licenseOf(folder: string): string | undefined {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying|unlicense)(\.|-|$)/i.test(name));
  if (file === undefined) {
    return undefined;
  }
  const text = readFileSync(path.join(folder, file), "utf8").replace(/\s+/g, " ");
  return words.find(([, pattern]) => pattern.test(text))?.[0];
}
