/**
 * A symbol with a page.
 *
 * @see docs/DESIGN.md
 */
export const withPage = 1;

/** A symbol without one. */
export const withoutPage = 2;
