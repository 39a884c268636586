import type { Report, ResourceReport, StackReport } from "../report/report";

/**
 * Returns the differences between a plan and the reviewed plan, one line each; none if an apply of this plan is an apply of
 * the reviewed one.
 *
 * For each stack, the configuration and the state are compared; for each resource, the action, all fields, the registered
 * specification, and the index of the job on the server. The answer of Nomad's scheduler is not compared, because it
 * depends on what else is running.
 */
export function differsFromReviewed(reviewed: Report, plan: Report): string[] {
  const names = [...new Set([...reviewed.stacks, ...plan.stacks].map(({ name }) => name))];
  return names.flatMap((name) => {
    const find = ({ stacks }: Report) => stacks.find((stack) => stack.name === name);
    const [then, now] = [find(reviewed), find(plan)];
    if (!then || !now) {
      return [`${name}: ${then ? "the stack was reviewed but is not planned now" : "the stack was not reviewed"}`];
    }
    return stackDiffers(then, now);
  });
}

function stackDiffers(then: StackReport, now: StackReport): string[] {
  const found: string[] = [];
  if (then.seal?.configuration !== now.seal?.configuration) {
    found.push(`${now.name}: the merged program synthesizes another configuration than the reviewed one`);
  }
  if (then.seal?.state !== now.seal?.state) {
    found.push(`${now.name}: the state was changed by another apply after the review`);
  }
  if (JSON.stringify(then.outputs) !== JSON.stringify(now.outputs)) {
    found.push(`${now.name}: the changes of its outputs differ from the reviewed ones`);
  }
  const addresses = [...new Set([...then.resources, ...now.resources].map(({ address }) => address))];
  return [...found, ...addresses.flatMap((address) => resourceDiffers(address, then, now))];
}

function resourceDiffers(address: string, then: StackReport, now: StackReport): string[] {
  const find = ({ resources }: StackReport) => resources.find((resource) => resource.address === address);
  const [before, after] = [find(then), find(now)];
  const name = after?.name ?? before?.name ?? address;
  if (!before || !after) {
    return [
      `${name}: ${before ? "its change was reviewed but is not needed any more" : "its change was not reviewed"}`,
    ];
  }
  if (before.job?.modifyIndex !== after.job?.modifyIndex) {
    return [
      `${name}: the job was changed on the server after the review (index ${before.job?.modifyIndex} then, ${after.job?.modifyIndex} now)`,
    ];
  }
  return essence(before) === essence(after) ? [] : [`${name}: its change differs from the reviewed one`];
}

function essence({ action, origin, fields, job }: ResourceReport): string {
  return JSON.stringify([action, origin, fields, job?.specification]);
}
