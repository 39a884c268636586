import { existsSync } from "node:fs";
import path from "node:path";
import { anchorsOf, guideFolders, pages, proseOf, repository } from "./page";

/** Returns the broken links of a page. */
function brokenLinks(page: string): string[] {
  return proseOf(page).flatMap((line, index) => {
    const targets = [...line.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(([, link, image]) => link ?? image ?? "");
    return targets
      .filter((target) => !/^https?:/.test(target))
      .flatMap((target) => {
        const [file = "", heading] = target.split("#");
        const found = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
        const place = `${page}:${index + 1}: ${target}`;
        if (!existsSync(path.join(repository, found))) {
          return [`${place}: there is no such file`];
        }
        return heading === undefined || anchorsOf(found).includes(heading)
          ? []
          : [`${place}: there is no such heading`];
      });
  });
}

test.each(pages)("every link of %s has a target", (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

test("every guide is in the README", () => {
  const readme = proseOf("README.md").join("\n");
  const listed = pages.filter((page) =>
    guideFolders.includes(path.posix.dirname(page) as (typeof guideFolders)[number]),
  );
  expect(listed.length).toBeGreaterThan(18);
  expect(listed.filter((guide) => !readme.includes(`](${guide})`))).toEqual([]);
});
