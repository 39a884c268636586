import { readFileSync } from "node:fs";
import { ApiError, retry } from "../../../clients";
import { CodedError, errorText, reasonOf, SeveralErrors } from "../../../errors";

const caught = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe("the text of an error that ends a command", () => {
  it("has the code of the error once", () => {
    expect(errorText(new CodedError("file-exists", "a.ts exists"))).toBe("a.ts exists (file-exists)");
  });

  it("has the codes of several errors, and no further one", () => {
    const several = new SeveralErrors("nothing was planned:\n  apps: locked (state-locked)");
    expect(errorText(several)).toBe("nothing was planned:\n  apps: locked (state-locked)");
  });

  it("has a code for an error of the operating system", () => {
    expect(errorText(caught(() => readFileSync("/no/such/file")))).toMatch(
      /^ENOENT: .*'\/no\/such\/file' \(system-error\)$/,
    );
  });

  it("has a code for a bug", () => {
    expect(errorText(caught(() => JSON.parse("<html>")))).toMatch(/ \(unexpected-error\)$/);
    expect(errorText("text")).toBe("text (unexpected-error)");
  });

  it.each([
    [0, "server-unreachable"],
    [403, "rights-missing"],
    [500, "server-refused"],
  ])("has a code for the status %d of Nomad or Consul", (status, code) => {
    expect(errorText(new ApiError(status, "nomad answered"))).toBe(`nomad answered (${code})`);
  });
});

describe("the reason of an error", () => {
  it("has no code, because it is a part of another message", () => {
    expect(reasonOf(new CodedError("file-exists", "a.ts exists"))).toBe("a.ts exists");
    expect(reasonOf(new Error("plain"))).toBe("plain");
  });

  it("is in the error of a wait, whose only code is its own", async () => {
    const attempt = () => Promise.reject(new CodedError("server-refused", "nomad answered 500"));
    await expect(retry({ what: "Nomad's nodes", limit: -1 }, attempt)).rejects.toThrow(
      /^Nomad's nodes: not within -0\.001 s; last error: nomad answered 500 \(wait-failed\)$/,
    );
  });
});
