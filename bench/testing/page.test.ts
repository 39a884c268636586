import { startLab } from "../../testing";
import { PageStack } from "./page-stack";

test("the page answers while one of its nodes is off", async () => {
  const lab = await startLab({ nodes: 3, name: "bench-testing" });
  await lab.deploy((app, settings) => new PageStack(app, "page", settings));
  const [first] = await lab.healthy("page");
  await lab.node(first.node).stop();
  const answer = await lab.fetch({ service: "page" });
  expect(answer).toMatchObject({ status: 200, text: "good morning" });
  await lab.node(first.node).start();
});
