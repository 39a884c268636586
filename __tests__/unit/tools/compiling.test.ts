import { compiling } from "../../../tools/compiling";

describe("what is said of a build", () => {
  /** A clock on which each package takes so many milliseconds. */
  const said = (total: number | undefined, packages: number, each: number) => {
    let time = 0;
    const next = compiling(total, () => time);
    return Array.from({ length: packages }, () => {
      time += each;
      return next();
    });
  };

  it("tells how many packages are left, and how long they may take as soon as twenty are done", () => {
    const lines = said(100, 100, 500);
    expect(lines[0]).toBe("compiling, package 1 of 100");
    expect(lines[18]).toBe("compiling, package 19 of 100");
    expect(lines[19]).toBe("compiling, package 20 of 100, about 40 s left");
    expect(lines[98]).toBe("compiling, package 99 of 100, about 0.5 s left");
    expect(lines[99]).toBe("compiling, package 100 of 100, and linking");
  });

  it("only counts when nobody knows how many there are, or there are more than was thought", () => {
    expect(said(undefined, 30, 500).at(-1)).toBe("compiling, package 30");
    expect(said(2, 3, 500).at(-1)).toBe("compiling, package 3");
  });
});
