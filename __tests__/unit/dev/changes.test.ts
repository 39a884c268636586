import { changesOf, deployedElsewhere } from "../../../cli/dev/jobs/changes";
import { chooseJobs } from "../../../cli/dev/jobs/choose-jobs";
import { viewOf } from "../../../cli/dev/jobs/program-view";
import { Stack } from "../../../cli/stack/stack";
import { temporary } from "./temporary";

const { folder, write } = temporary("dev-changes");
let count = 0;

/** The view of a stack with these jobs by id; a job's value is its priority, or the text of its specification. */
function program(jobs: Readonly<Record<string, number | string>>, others: object = {}) {
  const name = `stack-${++count}`;
  const resources = Object.entries(jobs).map(([id, value]) => {
    const jobspec = typeof value === "string" ? value : JSON.stringify({ ID: id, Namespace: "web", Priority: value });
    return [`web_${id}`, { json: true, jobspec }];
  });
  write(`${name}/cdk.tf.json`, JSON.stringify({ resource: { nomad_job: Object.fromEntries(resources), ...others } }));
  return viewOf([new Stack("apps", `${folder}/${name}`)]);
}

const all = () => true;
const texts = (view: ReturnType<typeof program>) =>
  new Map([...view.jobs.values()].map(({ key, text }) => [key, text]));
const keys = (jobs: readonly { readonly key: string }[]) => jobs.map(({ key }) => key);

describe("the jobs to register", () => {
  it("are those with another specification than the registered one", () => {
    const registered = texts(program({ page: 50, api: 50 }));
    expect(keys(changesOf(program({ page: 60, api: 50 }), registered, all).register)).toEqual(["web/page"]);
    expect(changesOf(program({ page: 50, api: 50 }), registered, all).register).toEqual([]);
  });

  it("are also those that were never registered", () => {
    const registered = texts(program({ page: 50 }));
    expect(keys(changesOf(program({ page: 50, api: 50 }), registered, all).register)).toEqual(["web/api"]);
  });

  it("are the chosen ones only", () => {
    const view = program({ page: 60, api: 60 });
    const { register } = changesOf(view, new Map(), chooseJobs(view, ["api"]));
    expect(keys(register)).toEqual(["web/api"]);
  });

  it("have no value that only Terraform knows", () => {
    const of = (value: string) => JSON.stringify({ ID: "page", Namespace: "web", Meta: { value } });
    const { register, incomplete } = changesOf(program({ page: of("${nomad_namespace.web.name}") }), new Map(), all);
    expect([keys(register), keys(incomplete)]).toEqual([[], ["web/page"]]);
  });

  it("may have a runtime value of Nomad, which is sent without Terraform's escape", () => {
    const text = JSON.stringify({ ID: "page", Namespace: "web", Meta: { node: "$${node.unique.name}" } });
    const [job] = changesOf(program({ page: text }), new Map(), all).register;
    expect(job?.wire?.Meta).toEqual({ node: "${node.unique.name}" });
  });
});

describe("what only a deployment changes", () => {
  const namespace = (description: string) => ({ nomad_namespace: { web: { name: "web", description } } });

  it("is nothing if only specifications and new jobs are different", () => {
    expect(deployedElsewhere(program({ page: 50 }), program({ page: 60, api: 50 }))).toEqual([]);
  });

  it("is a changed, new, or removed resource that is not a job", () => {
    const before = program({}, namespace("before"));
    expect(deployedElsewhere(before, program({}, namespace("after")))).toEqual(["nomad_namespace.web"]);
    expect(deployedElsewhere(before, program({}))).toEqual(["nomad_namespace.web"]);
    expect(deployedElsewhere(program({}), before)).toEqual(["nomad_namespace.web"]);
  });

  it("is a job that left the program", () => {
    expect(deployedElsewhere(program({ page: 50, api: 50 }), program({ page: 50 }))).toEqual(["nomad_job.web_api"]);
  });
});

describe("the jobs of the command line", () => {
  const view = program({ page: 50, api: 50 });
  const chosen = (...names: string[]) => keys([...view.jobs.values()].filter(chooseJobs(view, names)));

  it("are all jobs if none is named", () => expect(chosen()).toEqual(["web/page", "web/api"]));
  it("are named by their ids", () => expect(chosen("api")).toEqual(["web/api"]));
  it("are named by namespace and id", () => expect(chosen("web/page")).toEqual(["web/page"]));
  it("must exist; the error lists the jobs", () => {
    expect(() => chosen("pag")).toThrow(
      'the program has no job "pag" (did you mean "page"?); there are web/page, web/api (job-unknown)',
    );
  });
});
