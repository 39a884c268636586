import { compiling } from "../../../tools/compiling";

describe("the progress of a build", () => {
  /** Returns a clock on which each package takes this many milliseconds. */
  const said = (total: number | undefined, packages: number, each: number) => {
    let time = 0;
    const next = compiling(total, () => time);
    return Array.from({ length: packages }, () => {
      time += each;
      return next();
    });
  };

  it("shows how many packages are left, and an estimate of the time after twenty packages", () => {
    const lines = said(100, 100, 500);
    expect(lines[0]).toBe("compiling, package 1 of 100");
    expect(lines[18]).toBe("compiling, package 19 of 100");
    expect(lines[19]).toBe("compiling, package 20 of 100, about 40 s left");
    expect(lines[98]).toBe("compiling, package 99 of 100, about 0.5 s left");
    expect(lines[99]).toBe("compiling, package 100 of 100, and linking");
  });

  it("only counts if the number of packages is unknown or was too low", () => {
    expect(said(undefined, 30, 500).at(-1)).toBe("compiling, package 30");
    expect(said(2, 3, 500).at(-1)).toBe("compiling, package 3");
  });
});
