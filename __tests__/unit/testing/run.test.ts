import { labPaths } from "../../../lab/paths";
import { defaultName, runPid } from "../../../testing/lab";
import { environmentOfCommands } from "../../../testing/program";

const send = () => true;

it.each<[string, Parameters<typeof runPid>[0], number]>([
  ["jest in one process", { env: { JEST_WORKER_ID: "1" }, pid: 2, ppid: 1, send: undefined }, 2],
  ["a worker of jest", { env: { JEST_WORKER_ID: "3" }, pid: 2, ppid: 1, send }, 1],
  ["a file of node --test", { env: { NODE_TEST_CONTEXT: "child-v8" }, pid: 2, ppid: 1, send: undefined }, 1],
  ["a file of node:test that is run alone", { env: {}, pid: 2, ppid: 1, send: undefined }, 2],
])("finds the process of the run: %s", (_, of, pid) => {
  expect(runPid(of)).toBe(pid);
});

it.each([
  ["/home/me/homelab", "test-homelab"],
  ["/home/me/My Project", "test-my-project"],
  [`/home/me/${"long-".repeat(20)}`, "test-long-long-long-long-long-lo"],
  ["/", "test"],
])("names the lab of %s %s, which is a valid name", (folder, name) => {
  expect(defaultName(folder)).toBe(name);
  expect(() => labPaths(name)).not.toThrow();
});

it("does not give commands the addresses and tokens of another cluster", () => {
  const others = {
    NOMAD_TOKEN: "x",
    NOMAD_ADDR: "x",
    CONSUL_HTTP_TOKEN: "x",
    CDKNOMAD_ENV: "prod",
    CDKNOMAD_STATE: "x",
  };
  const before = { ...process.env };
  Object.assign(process.env, others, { TF_VAR_password: "kept" });
  try {
    const environment = environmentOfCommands();
    expect(Object.keys(others).filter((name) => name in environment)).toEqual([]);
    expect(environment).toMatchObject({ PATH: before.PATH, TF_VAR_password: "kept" });
  } finally {
    process.env = before;
  }
});
