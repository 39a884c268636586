import fc from "fast-check";
import { decodeJob, encodeJob, formatDuration, type JobSpec, parseDuration, SpecError } from "../../constructs/spec";
import { validateJob } from "../../constructs/validate";
import { arbitraryJob } from "../unit/spec/arbitrary-job";
import { everything } from "../unit/spec/fixtures/everything";
import { budget, patience } from "./budget";
import { Counted } from "./counted";
import { damaged, mutated, nastyTexts } from "./mutated";

jest.setTimeout(patience);

/** The return value of a function, or the problems that it reports. Any other error that it throws is a crash. */
function outcome<T>(work: () => T): { readonly value: T } | { readonly problems: SpecError } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof SpecError && error.issues.length > 0) {
      return { problems: error };
    }
    throw error;
  }
}

/** The same as Nomad gets it. */
const sent = (wire: unknown): unknown => JSON.parse(JSON.stringify(wire));

/** A job is the same after each further decoding. The first takes out what was written and says nothing, as an empty list. */
function staysItself(wire: unknown): void {
  const decoded = decodeJob(sent(wire));
  expect(decodeJob(sent(encodeJob(decoded)))).toEqual(decoded);
}

/** Asserts what must hold of every job on the wire, valid or not. */
function holdsOfWire(wire: unknown, counted: Counted): void {
  const decoded = outcome(() => decodeJob(wire));
  if (!("value" in decoded)) {
    counted.add("refused by decodeJob");
    return;
  }
  const encoded = outcome(() => encodeJob(decoded.value));
  if (!("value" in encoded)) {
    counted.add("refused by encodeJob");
    return;
  }
  counted.add("taken");
  staysItself(encoded.value);
  validateJob(decoded.value);
}

const specs = fc.oneof(fc.constant(everything as unknown), arbitraryJob as fc.Arbitrary<unknown>);
const wires = specs.map((spec) => sent(encodeJob(spec as JobSpec)));

test("a job is the same after it was encoded and decoded", () => {
  fc.assert(
    fc.property(arbitraryJob, (job) => {
      expect(decodeJob(sent(encodeJob(job)))).toEqual(job);
    }),
    budget(100, 0.15),
  );
});

test("encodeJob encodes any specification so that decoding gives it back, or reports its problems", () => {
  const counted = new Counted("specifications");
  fc.assert(
    fc.property(mutated(specs), (spec) => {
      const encoded = outcome(() => encodeJob(spec as JobSpec));
      if (!("value" in encoded)) {
        counted.add("refused");
        return;
      }
      counted.add("taken");
      staysItself(encoded.value);
      validateJob(spec as JobSpec);
    }),
    budget(200, 0.3),
  );
  counted.print();
  expect(counted.of("taken")).toBeGreaterThan(40);
});

test("decodeJob decodes any job on the wire or reports its problems", () => {
  const counted = new Counted("jobs on the wire");
  fc.assert(
    fc.property(mutated(wires), (wire) => holdsOfWire(wire, counted)),
    budget(200, 0.3),
  );
  counted.print();
  expect(counted.of("taken")).toBeGreaterThan(40);
});

test("a job on the wire with damaged bytes is no JSON any more, is decoded, or refused in words", () => {
  const counted = new Counted("damaged jobs");
  fc.assert(
    fc.property(damaged(wires.map((wire) => JSON.stringify(wire))), (text) => {
      let wire: unknown;
      try {
        wire = JSON.parse(text);
      } catch {
        counted.add("no JSON");
        return;
      }
      holdsOfWire(wire, counted);
    }),
    budget(200, 0.15),
  );
  counted.print();
  expect(counted.of("taken")).toBeGreaterThan(5);
});

test("any text is a duration that is written and read as the same, or none", () => {
  const unit = fc.constantFrom("h", "m", "s", "ms", "us", "µs", "ns", "", "d");
  const part = fc.tuple(fc.oneof(fc.nat().map(String), fc.double().map(String), fc.constantFrom(".5", "1.")), unit);
  const durations = fc.array(part, { maxLength: 4 }).map((parts) => parts.flat().join(""));
  fc.assert(
    fc.property(fc.oneof(durations, fc.string(), fc.constantFrom(...nastyTexts)), (text) => {
      const nanoseconds = parseDuration(text);
      if (nanoseconds !== undefined) {
        expect(parseDuration(formatDuration(nanoseconds))).toBe(nanoseconds);
      }
    }),
    budget(1_000, 0.1),
  );
});
