import { AssertionError } from "node:assert";
import type { Report } from "../cli/report/report";
import type { ApiAnswer } from "./token";
import { allowed, drift, emptyPlan, forbidden, type Verdict } from "./verdicts";

/**
 * Matchers for jest's `expect`. An import of `cdknomad/testing` adds them to the global `expect`. Without that global:
 * `expect.extend(matchers)`.
 *
 * @see https://jestjs.io/docs/expect#expectextendmatchers
 */
export const matchers = {
  /** Passes if an apply of the plan would change nothing, and nothing was changed on the cluster. */
  toBeEmptyPlan: (report: unknown): Verdict => emptyPlan(report),
  /** Passes if an object was changed on the cluster since the last apply. */
  toHaveDrift: (report: unknown, name?: string): Verdict => drift(report, name),
  /** Passes if Nomad did what the request asks for: status 2xx. */
  toBeAllowed: (answer: unknown): Verdict => allowed(answer),
  /** Passes if Nomad refused the request because the token lacks a right. */
  toBeForbidden: (answer: unknown): Verdict => forbidden(answer),
};

declare global {
  namespace jest {
    // The type parameters must be those of @types/jest.
    // biome-ignore lint/complexity/noBannedTypes: see above
    interface Matchers<R, T = {}> {
      /** Passes if an apply of the plan would change nothing, and nothing was changed on the cluster. */
      toBeEmptyPlan(): R;
      /**
       * Passes if an object was changed on the cluster since the last apply.
       *
       * @param name the object's Terraform address, or its name in the report, such as `default/web`. Default: any object
       */
      toHaveDrift(name?: string): R;
      /** Passes if Nomad did what the request asks for: status 2xx. */
      toBeAllowed(): R;
      /** Passes if Nomad refused the request because the token lacks a right. A status such as 404 fails. */
      toBeForbidden(): R;
    }
  }
}

const { expect: globalExpect } = globalThis as { expect?: { extend?: (all: typeof matchers) => void } };
globalExpect?.extend?.(matchers);

/**
 * Asserts that an apply of a plan would change nothing, and that nothing was changed on the cluster.
 *
 * @throws AssertionError with the plan
 * @see docs/how-to/test.md
 */
export function assertEmptyPlan(report: Report): void {
  assert(emptyPlan(report));
}

/**
 * Asserts that an object was changed on the cluster since the last apply.
 *
 * @param name the object's Terraform address, or its name in the report, such as `default/web` for a job. @default - any object
 * @throws AssertionError with the plan
 * @see docs/how-to/test.md
 */
export function assertDrift(report: Report, name?: string): void {
  assert(drift(report, name));
}

/**
 * Asserts that Nomad did what a request asks for.
 *
 * @throws AssertionError with Nomad's answer
 * @see docs/how-to/test.md
 */
export function assertAllowed(answer: ApiAnswer): void {
  assert(allowed(answer));
}

/**
 * Asserts that Nomad refused a request because the token lacks a right.
 *
 * @throws AssertionError with Nomad's answer
 * @see docs/how-to/test.md
 */
export function assertForbidden(answer: ApiAnswer): void {
  assert(forbidden(answer));
}

function assert({ pass, message }: Verdict): void {
  if (!pass) {
    throw new AssertionError({ message: message() });
  }
}
