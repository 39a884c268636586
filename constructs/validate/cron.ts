/**
 * The grammar of schedules that Nomad reads, which is its own: five fields from the minute on, a sixth is the year and not the
 * second, and `L`, `W` and `#` are allowed. The cron parsers of the npm registry read other dialects, so they cannot judge it.
 *
 * @see https://developer.hashicorp.com/nomad/docs/job-specification/periodic
 */

/** What a schedule says about the days on which it fires. */
export interface Cron {
  /** Days of the month by number; nothing where every day, or a day counted from the end or by weekday, may do. */
  readonly days: readonly number[] | undefined;
  readonly months: readonly number[];
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly words?: readonly string[];
  /** Forms beyond numbers, ranges and steps. */
  readonly special?: RegExp;
}

const MONTHS = ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONG_MONTHS = ["", "january", "february", "march", "april", "may", "june", "july", "august", "september"].concat([
  "october",
  "november",
  "december",
]);
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const LONG_WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

const SECOND: Field = { name: "second", least: 0, most: 59 };
const MINUTE: Field = { name: "minute", least: 0, most: 59 };
const HOUR: Field = { name: "hour", least: 0, most: 23 };
const DAY: Field = { name: "day-of-month", least: 1, most: 31, special: /^(l|lw|(0?[1-9]|[12]\d|3[01])w)$/ };
const MONTH: Field = { name: "month", least: 1, most: 12, words: [...MONTHS, ...LONG_MONTHS.slice(1)] };
const WEEKDAY: Field = {
  name: "day-of-week",
  least: 0,
  most: 7,
  words: [...WEEKDAYS, "", ...LONG_WEEKDAYS],
  special: /^(0?[0-7]|[a-z]+)(l|#[1-5])$/,
};
const YEAR: Field = { name: "year", least: 1970, most: 2099 };

const ALIASES: Readonly<Record<string, string>> = {
  "@yearly": "0 0 0 1 1 * *",
  "@annually": "0 0 0 1 1 * *",
  "@monthly": "0 0 0 1 * * *",
  "@weekly": "0 0 0 * * 0 *",
  "@daily": "0 0 0 * * * *",
  "@hourly": "0 0 * * * * *",
};

function readValue(text: string, field: Field): number | undefined {
  if (/^\d+$/.test(text)) {
    const value = Number(text);
    const digits = field === YEAR ? 4 : 2;
    return text.length <= digits && value >= field.least && value <= field.most ? value : undefined;
  }
  const place = text === "" ? -1 : (field.words ?? []).indexOf(text);
  if (place < 0) {
    return undefined;
  }
  // the long words follow the short ones in the same order
  return field === MONTH ? ((place - 1) % 12) + 1 : place % 8;
}

/** The numbers that one field allows; `special` where a form beyond numbers is used; a text where it cannot be read. */
function readField(text: string, field: Field): { values: number[]; special: boolean } | string {
  const values: number[] = [];
  let special = false;
  const entries = text.toLowerCase().split(",").filter(Boolean);
  if (entries.length === 0) {
    return `the ${field.name} is empty`;
  }
  for (const entry of entries) {
    const [range, step, ...more] = entry.split("/");
    const wrong = `"${entry}" is no ${field.name}`;
    const by = step === undefined ? 1 : Number(step);
    if (more.length > 0 || (step !== undefined && (!/^\d+$/.test(step) || by < 1 || by > field.most))) {
      return wrong;
    }
    let [from, to]: (number | undefined)[] = [field.least, field.most];
    if (range === "*" || (range === "?" && step === undefined)) {
      // the whole field
    } else {
      const [first = "", last, ...rest] = (range ?? "").split("-");
      from = readValue(first, field);
      to = last === undefined ? (step === undefined ? from : field.most) : readValue(last, field);
      if (from === undefined || to === undefined || rest.length > 0) {
        if (step === undefined && field.special?.test(entry)) {
          special = true;
          continue;
        }
        return wrong;
      }
    }
    for (let value = from as number; value <= (to as number); value += by) {
      values.push(value);
    }
  }
  return { values, special };
}

/**
 * Reads a schedule.
 *
 * @param schedule as `"0 3 * * *"`
 * @returns what it says, or a text that says why it cannot be read
 */
export function parseCron(schedule: string): Cron | string {
  const spelled = schedule.replace(
    /@(yearly|annually|monthly|weekly|daily|hourly)/g,
    (alias) => ALIASES[alias] as string,
  );
  // Nomad leaves out what follows the seventh field
  const texts = spelled.split(/\s+/).filter(Boolean).slice(0, 7);
  if (texts.length < 5) {
    return `it has ${texts.length} of at least 5 fields`;
  }
  const fields = [...(texts.length === 7 ? [SECOND] : []), MINUTE, HOUR, DAY, MONTH, WEEKDAY, YEAR];
  let days: readonly number[] | undefined;
  let months: readonly number[] = [];
  let anyWeekday = false;
  for (const [index, text] of texts.entries()) {
    const field = fields[index] as Field;
    const read = readField(text, field);
    if (typeof read === "string") {
      return read;
    }
    if (field === DAY && !read.special) {
      days = read.values;
    } else if (field === MONTH) {
      months = read.values;
    } else if (field === WEEKDAY) {
      anyWeekday = text.split(",").some((entry) => entry === "*" || entry === "?");
    }
  }
  // a schedule with a weekday fires on the weekday or on the day of the month
  return { days: anyWeekday ? days : undefined, months };
}

const LENGTHS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether none of the months of a schedule has one of its days, even in a leap year. */
export function neverFires({ days, months }: Cron): boolean {
  if (days === undefined) {
    return false;
  }
  return months.every((month) => days.every((day) => day > (LENGTHS[month] as number)));
}
