import { validateJob } from "../../../constructs/validate";
import { group } from "./cases/case";

const dns = (count: number, canary: number) =>
  group({
    count,
    update: { canary },
    network: { ports: [{ name: "dns", static: 53 }] },
    constraints: [{ operator: "distinct_hosts", value: "true" }],
  });

const said = (count: number, canary: number, nodes: number) =>
  validateJob(dns(count, canary), { nodes }).map(({ code, path, message }) => `${code} ${path}: ${message}`);

test("canaries are taken when there are nodes for them", () => {
  expect(said(3, 3, 6)).toEqual([]);
});

test("fails when canaries lack one node, and says how many there are", () => {
  expect(said(3, 3, 5)).toEqual([
    "canary-cannot-be-placed groups.web.update.canary: 3 canaries next to 3 running allocations need port 53 on 6 distinct nodes, there are 5; set canary to 0",
  ]);
});

test("fails when a group has more allocations than there are distinct nodes", () => {
  expect(said(3, 0, 3)).toEqual([]);
  expect(said(3, 0, 2)).toEqual([
    "distinct-hosts-count groups.web.count: 3 allocations need 3 distinct nodes, there are 2; lower count, or remove distinct_hosts",
  ]);
});
