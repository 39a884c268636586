import { createHash } from "node:crypto";

/** Which of two secrets each place has. */
export const round = process.env.CDKNOMAD_TEST_ROUND ?? "one";

/** The secret of one place, which differs from the secret of every other place. */
export function planted(place: string, ofRound: string = round): string {
  const digest = createHash("sha256").update(`${place} ${ofRound}`).digest("hex");
  return place === "uuid"
    ? digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5")
    : place === "hash"
      ? `$apr1$${digest.slice(0, 8)}$${digest.slice(8, 30)}`
      : `Planted${digest.slice(0, 20)}`;
}
