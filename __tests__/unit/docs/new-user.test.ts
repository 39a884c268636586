import { readmeSteps } from "../../../bench/new-user/steps";
import { repository } from "./page";

test("the README has the steps that bench/new-user runs, from an empty folder to a DNS answer", () => {
  const steps = readmeSteps(repository);
  expect(steps).toEqual(expect.arrayContaining(["npm init -y", "npx cdknomad init", "npm install", "npm start"]));
  expect(steps.at(-1)).toMatch(/^npx cdknomad lab exec --client -- dig .* ittools\.lab\.example\.com$/);
});
