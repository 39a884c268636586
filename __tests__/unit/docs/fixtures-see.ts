/**
 * A symbol with a page.
 *
 * @see docs/DESIGN.md#providers
 */
export const withPage = 1;

/** A symbol without one. */
export const withoutPage = 2;

/**
 * A symbol with a page that does not have the heading.
 *
 * @see docs/DESIGN.md#no-such-heading
 */
export const withoutHeading = 3;

/**
 * Properties.
 *
 * @see docs/DESIGN.md
 */
export interface PlantedProps {
  /** A property without a default. */
  readonly optional?: string;
  /**
   * A property with a default.
   * @default - none
   */
  readonly complete?: string;
  readonly undocumented: string;
}

/**
 * A function with a code that does not exist.
 *
 * @throws CodedError if planted (`no-such-code`)
 * @see docs/DESIGN.md
 */
export function throwsUnknown(): void {}

/**
 * A function without the code of its error.
 *
 * @throws CodedError if planted
 * @see docs/DESIGN.md
 */
export function throwsWithoutCode(): void {}

/**
 * A function with the code of its error.
 *
 * @throws CodedError if planted (`property-invalid`)
 * @see docs/DESIGN.md
 */
export function throwsCoded(): void {}
