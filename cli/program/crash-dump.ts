/** The place in a program with which Node begins to report an error that nothing caught. */
const PLACE = /^(file:\/\/\/|\/|node:)\S*:\d+$/;

/** The mark below the line of the source that Node shows. */
const MARK = /^\s*\^+\s*$/;

/** How many lines Node shows between the place and the mark. */
const SOURCE_LINES = 2;

/** A filter for the standard error of a program. */
export interface CrashDumpFilter {
  /** Passes on what the program prints, except for a report of Node's. */
  write(text: string): void;
  /** Passes on the rest: the message of an error that nothing caught, without the place, the source, and the version of Node. */
  end(): void;
}

/**
 * Returns a filter that leaves of Node's report about an uncaught error only the message, which is all that a user needs to read.
 *
 * @param print receives the text
 */
export function crashDumpFilter(print: (text: string) => void): CrashDumpFilter {
  let rest = "";
  /** Lines that may be the beginning of a report. */
  let held: string[] = [];
  let isReport = false;
  const line = (text: string) => {
    if (isReport) {
      held.push(text);
    } else if (held.length > 0 && MARK.test(text)) {
      isReport = true;
      held = [];
    } else if (held.length > SOURCE_LINES) {
      print(`${held.join("\n")}\n`);
      held = [];
      line(text);
    } else if (held.length > 0 || PLACE.test(text)) {
      held.push(text);
    } else {
      print(`${text}\n`);
    }
  };
  return {
    write(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const whole of lines) {
        line(whole);
      }
    },
    end() {
      const last = [...held, ...(rest === "" ? [] : [rest])].join("\n");
      const message = isReport ? messageOf(last) : last;
      if (message !== "") {
        print(`${message}\n`);
      }
    },
  };
}

function messageOf(report: string): string {
  const text = report.replace(/\n+Node\.js v[\d.]+\s*$/, "").trim();
  // Node shows the fields of an error with a code below its message.
  return text.replace(/^\[(\w*Error: [\s\S]*?)\](?: \{\n[\s\S]*\n\})?$/, "$1");
}
