import { App } from "{{cdk.name}}";
import { chooseEnvironment } from "cdknomad/config";
import { synthesized } from "cdknomad/testing";
import { environments } from "../config/environments";
import { AccessStack } from "../stacks/access";
import { AppsStack } from "../stacks/apps";
import { DnsStack } from "../stacks/dns";

// These tests compare the configuration for `prod` with the reviewed snapshots. They do not need a cluster.
const prod = chooseEnvironment(environments, "prod", {});

test("the stack access is as reviewed", () => {
  expect(synthesized(new AccessStack(new App(), "access", prod))).toMatchSnapshot();
});

test("the stack apps is as reviewed", () => {
  expect(synthesized(new AppsStack(new App(), "apps", prod))).toMatchSnapshot();
});

test("the stack dns is as reviewed", () => {
  expect(synthesized(new DnsStack(new App(), "dns", prod))).toMatchSnapshot();
});
