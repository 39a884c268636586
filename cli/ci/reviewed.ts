import type { Report, ResourceReport, StackReport } from "../plan/report";

/**
 * What a plan does that the reviewed one does not, and the other way round, one line each: none where an apply of this plan
 * is an apply of the reviewed one.
 *
 * Compared are, stack by stack, what was synthesized and the state that it was planned against, and, resource by resource,
 * what happens to it, every field that is shown, the specification that is registered and the index that the job has on the
 * server. Not compared is the answer of Nomad's scheduler, which depends on what else runs at the moment.
 */
export function differsFromReviewed(reviewed: Report, plan: Report): string[] {
  const names = [...new Set([...reviewed.stacks, ...plan.stacks].map(({ name }) => name))];
  return names.flatMap((name) => {
    const find = ({ stacks }: Report) => stacks.find((stack) => stack.name === name);
    const [then, now] = [find(reviewed), find(plan)];
    if (!then || !now) {
      return [`${name}: ${then ? "the stack was reviewed and is not planned now" : "the stack was not reviewed"}`];
    }
    return stackDiffers(then, now);
  });
}

function stackDiffers(then: StackReport, now: StackReport): string[] {
  const found: string[] = [];
  if (then.seal?.configuration !== now.seal?.configuration) {
    found.push(`${now.name}: what was merged synthesizes something else than what was reviewed`);
  }
  if (then.seal?.state !== now.seal?.state) {
    found.push(`${now.name}: the state was changed by another apply after the review`);
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
      `${name}: ${before ? "its change was reviewed and is not needed any more" : "its change was not reviewed"}`,
    ];
  }
  if (before.job?.modifyIndex !== after.job?.modifyIndex) {
    return [
      `${name}: the job was changed on the server after the review (index ${before.job?.modifyIndex} then, ${after.job?.modifyIndex} now)`,
    ];
  }
  return essence(before) === essence(after) ? [] : [`${name}: it would be changed in another way than was reviewed`];
}

function essence({ action, origin, fields, job }: ResourceReport): string {
  return JSON.stringify([action, origin, fields, job?.specification]);
}
