import { readNow } from "../../../cli/dev/program/file-read";
import { placesOfJobs } from "../../../cli/dev/program/places-of-jobs";
import { temporary } from "./temporary";

const { write } = temporary("dev-places");
const error = (job: string) =>
  `Error: Validation failed:\n  [apps/page] [${job}] groups.web.count: ... (out-of-range)\n`;

describe("the place of a job in an error of a rule", () => {
  const apps = write(
    "apps.ts",
    'new Job(this, "page", {\n  name: "page",\n});\nnew Job(this, "a.b", { id: "a.b" });\n',
  );
  const more = write(
    "more.ts",
    "for (const name of names) {\n  job({ name: 'twice' });\n  job({ name: 'twice' });\n}\n",
  );
  const template = write("page.tpl", 'name: "other"\n');
  const service = write(
    "service.ts",
    'new Job(this, "api", {\n  name: "api",\n\n\n\n  services: [{ name: "api" }],\n});\n',
  );
  const reads = [apps, more, template, service].map((file) => readNow(file, "content"));

  it("is the line with its name or id", () => {
    expect(placesOfJobs(error("web/page"), reads)).toEqual([`${apps}:2`]);
    expect(placesOfJobs(error("web/a.b"), reads)).toEqual([`${apps}:4`]);
  });

  it("is the line below the construct if a service has the same name", () => {
    expect(placesOfJobs(error("web/api"), reads)).toEqual([`${service}:2`]);
  });

  it.each([["web/twice"], ["web/other"], ["web/missing"], ["web/a-b"]])("is unknown for %s", (job) => {
    expect(placesOfJobs(error(job), reads)).toEqual([]);
  });

  it("is not searched without an error of a rule", () => {
    expect(placesOfJobs("TypeError: x is not a function", reads)).toEqual([]);
  });
});
