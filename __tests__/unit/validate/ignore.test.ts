import { applyIgnores, type Ignore, validateJob } from "../../../constructs/validate";
import { withTask } from "./cases/case";

const latest = { config: { image: "web:latest" } };
const job = withTask({ ...latest, killTimeout: "1m" });
const said = (ignores: readonly Ignore[]) =>
  applyIgnores(validateJob(job), ignores).map(
    ({ code, path, message, level }) => `${level} ${code} ${path}: ${message}`,
  );

const IMAGE =
  'warning image-not-pinned groups.web.tasks.web.config.image: "web:latest" has the tag "latest": its version can change at each start and differ between nodes; pin a version or a digest';
const KILL =
  "warning kill-timeout-capped groups.web.tasks.web.killTimeout: clients reduce 1m to 30s unless their max_kill_timeout is raised; use 30s or less, or raise it";

test("an ignore hides the issues of its code and no others", () => {
  expect(said([{ code: "image-not-pinned", reason: "built on the node" }])).toEqual([KILL]);
});

test("without an ignore nothing is hidden", () => {
  expect(said([])).toEqual([IMAGE, KILL]);
});

test("fails when an ignore has no reason, and hides nothing", () => {
  expect(said([{ code: "image-not-pinned", reason: "  " }])).toEqual([
    IMAGE,
    KILL,
    'error ignore-without-reason ignore[0].reason: it is empty; explain why "image-not-pinned" does not apply to this job',
  ]);
});

test("fails when an ignore names no rule, and says which was meant", () => {
  expect(said([{ code: "image-not-pined" as "image-not-pinned", reason: "built on the node" }])).toEqual([
    IMAGE,
    KILL,
    'error ignore-unknown-code ignore[0].code: there is no rule "image-not-pined"; did you mean "image-not-pinned"',
  ]);
});

test("fails when an ignore hides nothing", () => {
  expect(said([{ code: "privileged-container", reason: "it drives a camera" }]).slice(2)).toEqual([
    'error ignore-without-effect ignore[0]: the job has no issue "privileged-container"; remove it',
  ]);
});

test("fails when an ignore names what Nomad itself refuses, and hides nothing", () => {
  const refused = validateJob(withTask({ name: "alloc" }));
  expect(applyIgnores(refused, [{ code: "name-invalid", reason: "it is mine" }])).toEqual([
    ...refused,
    {
      code: "ignore-not-allowed",
      level: "error",
      path: "ignore[0].code",
      parameters: { problem: "notAllowed", code: "name-invalid" },
      message: 'Nomad refuses what "name-invalid" reports; fix the job',
    },
  ]);
  expect(refused).toHaveLength(1);
});
