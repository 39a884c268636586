import { startLab } from "cdknomad/testing";
import { AccessStack } from "../../stacks/access";
import { AppsStack } from "../../stacks/apps";

test("it-tools answers within a minute after its node has failed", async () => {
  const lab = await startLab({ nodes: 3 });
  await lab.deploy((app, settings) => {
    const access = new AccessStack(app, "access", settings);
    new AppsStack(app, "apps", settings).addDependency(access);
  });
  const [allocation] = await lab.healthy("it-tools", { namespace: "web" });
  await lab.node(allocation.node).stop();
  expect(await lab.fetch({ service: "ittools", namespace: "web" }, { within: 60_000 })).toMatchObject({ status: 200 });
});
