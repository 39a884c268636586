import { readRefusal } from "../../../cli/commands/bootstrap/acl-system";
import { ClusterFolder } from "../../../cli/commands/bootstrap/cluster-folder";

describe("a refusal to bootstrap", () => {
  it.each([
    ["Permission denied: ACL bootstrap no longer allowed (reset index: 21)", { done: false, resetIndex: 21 }],
    ["ACL bootstrap already done (reset index: 8)", { done: false, resetIndex: 8 }],
    [
      "Invalid bootstrap reset index (specified 3, reset index: 21)",
      { done: false, resetIndex: 21, specifiedIndex: 3 },
    ],
    ["No cluster leader", undefined],
  ])("is read from %j", (text, refusal) => {
    expect(readRefusal(text)).toEqual(refusal);
  });
});

describe("the name of a cluster", () => {
  it("fails when it cannot be a file's", () => {
    expect(() => new ClusterFolder("../home")).toThrow(
      'cluster name "../home": want 1 to 32 lower-case letters, digits and dashes, such as "home"; give it with --name',
    );
  });
});
