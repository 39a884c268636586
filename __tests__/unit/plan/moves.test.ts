import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { inMoveOrder, unplannedTarget } from "../../../cli/plan/move-order";
import { findMoves, type Move, stateInPlan } from "../../../cli/plan/moves";
import { markdownReport } from "../../../cli/report/markdown";
import { type Report, type ResourceReport, reportFormat, type StackReport } from "../../../cli/report/report";
import { exitCode, summarize } from "../../../cli/report/summary";
import { terminalReport } from "../../../cli/report/terminal";
import { Stack } from "../../../cli/stack/stack";
import { resourceTypes } from "../../../constructs/resource-types";
import { schemaErrors } from "./report-schema";

const jobspec = JSON.stringify({ ID: "mover" });
const provider = { nomad: [{ address: "http://127.0.0.1:4646" }], consul: [{ address: "http://127.0.0.1:8500" }] };

/** A stack that declares these resources. */
const declaring = (name: string, resource: object, providers: object = provider) =>
  Stack.parse(JSON.stringify({ provider: providers, resource }), name);

const job = { nomad_job: { default_mover: { jobspec, json: true } } };
const inState = (type: string, values: Record<string, unknown>, name = "x") => ({
  address: `${type}.${name}`,
  type,
  values,
});
const jobInState = inState("nomad_job", { id: "mover", namespace: "default", jobspec }, "default_mover");
const move: Move = {
  type: "nomad_job",
  object: "job/default/mover",
  from: { stack: "a", address: "nomad_job.default_mover" },
  to: { stack: "b", address: "nomad_job.default_mover" },
};

describe("an object that the program declares in another stack than before", () => {
  const [a, b] = [declaring("a", {}), declaring("b", job)];

  it("moves: the new stack imports it", () => {
    const states = [
      { stack: a, resources: [jobInState] },
      { stack: b, resources: [] },
    ];
    expect(findMoves(states, [a, b])).toEqual([{ ...move, importId: "mover@default" }]);
  });

  it.each([
    ["nomad_variable", { namespace: "team", path: "a/b" }, "a/b@team"],
    ["nomad_csi_volume", { volume_id: "data" }, "uuid@default"],
    ["consul_config_entry", { kind: "proxy-defaults", name: "global" }, "proxy-defaults/global"],
    ["consul_acl_auth_method", { name: "minikube" }, "minikube"],
    ["nomad_acl_policy", { name: "readers" }, "uuid"],
  ])("imports a %s by the id of its type", (type, attributes, importId) => {
    const target = declaring("b", { [type]: { new: attributes } });
    const states = [
      { stack: a, resources: [inState(type, { ...attributes, id: "uuid" })] },
      { stack: target, resources: [] },
    ];
    expect(findMoves(states, [a, target])).toMatchObject([{ importId }]);
  });

  it("is only forgotten by the old stack if the new one has it, such as after an apply that was killed between the two", () => {
    const states = [
      { stack: a, resources: [jobInState] },
      { stack: b, resources: [jobInState] },
    ];
    expect(findMoves(states, [a, b])).toEqual([move]);
  });

  const values: Readonly<Record<string, string>> = { namespace: "team", id: "uuid", node_id: "0123456789" };
  it.each([...resourceTypes].filter(([type, { word }]) => word && type !== "nomad_job"))(
    "moves if it is a %s",
    (type, { identity = [] }) => {
      const attributes = Object.fromEntries(identity.map((name) => [name, values[name] ?? "x"]));
      const { node_id, ...program } = attributes;
      const target = declaring("b", { [type]: { new: program } });
      const found = findMoves(
        [
          { stack: a, resources: [inState(type, { ...attributes, id: "uuid" })] },
          { stack: target, resources: [] },
        ],
        [a, target],
      );
      expect(found).toEqual([
        expect.objectContaining({ to: { stack: "b", address: `${type}.new` }, importId: expect.any(String) }),
      ]);
    },
  );

  it.each([
    ["it is on another cluster", declaring("b", job, { nomad: [{ address: "http://10.0.0.1:4646" }] }), a],
    ["no other stack declares it", declaring("b", {}), a],
    ["its own stack still declares it", b, declaring("a", job)],
    ["its own stack declares it at another address", b, declaring("a", { nomad_job: { other: { jobspec } } })],
  ])("does not move where %s", (_, target, source) => {
    const states = [
      { stack: source, resources: [jobInState] },
      { stack: target, resources: [] },
    ];
    expect(findMoves(states, [source, target])).toEqual([]);
  });
});

test("a saved plan contains the state; resources of modules and with count are left out", () => {
  const instance = { attributes: { id: "x" } };
  const resource = { mode: "managed", type: "nomad_namespace", name: "x", instances: [instance] };
  const state = {
    resources: [
      resource,
      { ...resource, module: "module.m" },
      { ...resource, mode: "data" },
      { ...resource, instances: [{ ...instance, index_key: 0 }] },
    ],
  };
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-moves-"));
  const file = path.join(folder, "a.tfplan");
  writeFileSync(file, zipSync({ tfstate: strToU8(JSON.stringify(state)) }));
  expect(stateInPlan(file)).toEqual([inState("nomad_namespace", { id: "x" })]);
  rmSync(folder, { recursive: true });
});

describe("the stacks of a move", () => {
  const resource = (address: string, action: ResourceReport["action"], moved = false): ResourceReport => ({
    address,
    type: "nomad_job",
    name: "default/mover",
    action,
    ...(moved && { moved: { from: "a", to: "b" } }),
    origin: "configuration",
    fields: [],
    scheduler: {},
    problems: [],
  });
  const stack = (name: string, dependencies: string[], resources: ResourceReport[]): StackReport => ({
    name,
    dependencies,
    resources,
    problems: [],
  });
  const leaves = resource(move.from.address, "forget", true);
  const arrives = resource(move.to.address, "move", true);
  const order = (...stacks: StackReport[]) =>
    inMoveOrder(stacks, [move]).map(({ name, dependencies }) => [name, ...dependencies]);

  it("are applied so that the new state is written first", () => {
    expect(order(stack("a", [], [leaves]), stack("b", [], [arrives]))).toEqual([["b"], ["a", "b"]]);
  });

  it("are applied in this order too if the new stack depends on the old one, which only forgets", () => {
    const between = stack("between", ["a"], [resource("nomad_job.x", "create")]);
    expect(
      order(stack("base", [], []), stack("a", ["base"], [leaves]), between, stack("b", ["between"], [arrives])),
    ).toEqual([["base"], ["between", "base"], ["b", "between"], ["a", "base", "b"]]);
  });

  it("are refused if the old one has changes that the new one may need", () => {
    const reports = inMoveOrder(
      [stack("a", [], [leaves, resource("nomad_namespace.new", "create")]), stack("b", ["a"], [arrives])],
      [move],
    );
    expect(reports.map(({ problems }) => problems.map(({ summary }) => summary))).toEqual([
      ["job/default/mover cannot be moved from stack a to stack b in this plan (move-not-possible)"],
      [],
    ]);
  });

  it("are named in every form of the report, and a move is a change", () => {
    const stacks = [stack("b", [], [arrives]), stack("a", ["b"], [leaves])];
    const report: Report = {
      format: reportFormat,
      createdAt: "2026-01-02T03:04:05.000Z",
      mode: "plan",
      summary: summarize(stacks),
      stacks,
    };
    expect(terminalReport(report, { width: 120, colors: false })).toBe(
      [
        "1 to move to another stack",
        "",
        "b",
        "  → nomad_job default/mover  moved from stack a to stack b",
        "",
        "a",
        "  → nomad_job default/mover  moved from stack a to stack b",
        "",
      ].join("\n"),
    );
    expect(markdownReport(report)).toContain("moved from stack a to stack b");
    expect(exitCode(report)).toBe(2);
    expect(schemaErrors(JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  it("have to be planned together", () => {
    expect(unplannedTarget(move)).toMatchObject({
      level: "error",
      detail: "plan both stacks, so that the object is moved: cdknomad plan a b",
    });
  });
});
