import { formatDuration } from "../../spec";
import { nanoseconds } from "../duration";
import { isKnownNumber } from "../known";
import { countOf, updateOf } from "../layered";
import { hasDistinctHosts, staticPorts } from "../placement";
import { quoted } from "../quoted";
import { rule } from "../rule";

/** The times of a deployment, each of which must fit into the next. */
export const updateWindows = rule({
  code: "update-windows",
  level: "error",
  title: "the times of update do not fit into each other",
  refusedByNomad: true,
  *check(job) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      if (!update.written) {
        continue;
      }
      const time = (field: string) => nanoseconds(update.get(field));
      const [healthy, deadline, progress] = [time("minHealthyTime"), time("healthyDeadline"), time("progressDeadline")];
      if (deadline === 0) {
        yield { path: update.path("healthyDeadline"), message: 'got "0s"; use a time above minHealthyTime, as "5m"' };
        continue;
      }
      if (healthy !== undefined && deadline !== undefined && healthy >= deadline) {
        yield {
          path: update.path("minHealthyTime"),
          message: `${formatDuration(healthy)} does not fit into healthyDeadline, which is ${formatDuration(deadline)}; make one shorter or the other longer`,
        };
      }
      if (deadline !== undefined && progress !== undefined && progress !== 0 && deadline >= progress) {
        yield {
          path: update.path("healthyDeadline"),
          message: `${formatDuration(deadline)} does not fit into progressDeadline, which is ${formatDuration(progress)}; make one shorter or the other longer`,
        };
      }
      if (time("stagger") === 0) {
        yield { path: update.path("stagger"), message: 'got "0s"; use a time above it, as "30s"' };
      }
    }
  },
});

/** Promotion of canaries that there are none of. */
export const autoPromoteWithoutCanary = rule({
  code: "auto-promote-without-canary",
  level: "error",
  title: "autoPromote is on where there are no canaries",
  refusedByNomad: true,
  *check(job) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      if (update.get("autoPromote") === true && update.get("canary") === 0) {
        yield {
          path: update.path("autoPromote"),
          message: `the group "${view.group.name}" has no canaries to promote; set canary to 1 or more, or leave autoPromote out`,
        };
      }
    }
  },
});

/** Nomad promotes either all groups of a job by itself or none. */
export const autoPromoteInSomeGroups = rule({
  code: "auto-promote-in-some-groups",
  level: "warning",
  title: "autoPromote is on for some groups with canaries, but not for all",
  refusedByNomad: false,
  *check(job) {
    const updates = job.groups.map((view) => ({ view, update: updateOf(job, view) }));
    if (!updates.some(({ update }) => update.get("autoPromote") === true)) {
      return;
    }
    const waiting = updates.filter(({ update }) => {
      const canary = update.get("canary");
      return isKnownNumber(canary) && canary > 0 && update.get("autoPromote") === false;
    });
    if (waiting.length > 0) {
      const names = quoted(waiting.map(({ view }) => view.group.name));
      yield {
        path: waiting[0]?.update.path("autoPromote") as string,
        message: `Nomad promotes no group by itself as long as ${names} wait for a person; set autoPromote in all groups or in none`,
      };
    }
  },
});

/** Replacing everything at once, which is what a rolling update is to avoid. */
export const maxParallelAboveCount = rule({
  code: "max-parallel-above-count",
  level: "warning",
  title: "an update replaces all allocations of a group at once",
  refusedByNomad: false,
  *check(job) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      const [most, count] = [update.get("maxParallel"), countOf(view)];
      if (isKnownNumber(most) && isKnownNumber(count) && count > 1 && most > count) {
        yield {
          path: update.path("maxParallel"),
          message: `${most} at once takes all ${count} allocations of "${view.group.name}" down together; use less than ${count}`,
        };
      }
    }
  },
});

/** Canaries run next to the old allocations, which hold the same port and do not share their nodes. */
export const canaryCannotBePlaced = rule({
  code: "canary-cannot-be-placed",
  level: "error",
  title: "canaries find no node next to the running allocations",
  refusedByNomad: false,
  *check(job, { nodes }) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      const [canary, count] = [update.get("canary"), countOf(view)];
      const ports = staticPorts(view);
      if (!isKnownNumber(canary) || !isKnownNumber(count) || canary < 1 || count < 1) {
        continue;
      }
      const needed = canary + count;
      if (ports.length === 0 || !hasDistinctHosts(job, view) || (nodes !== undefined && nodes >= needed)) {
        continue;
      }
      const numbers = ports.map((port) => (isKnownNumber(port.static) ? port.static : `"${port.name}"`)).join(", ");
      const canaries = canary === 1 ? "1 canary" : `${canary} canaries`;
      const running = count === 1 ? "1 running allocation needs" : `${count} running allocations need`;
      yield {
        path: update.path("canary"),
        message: `${canaries} next to ${running} port ${numbers} on ${needed} distinct nodes${
          nodes === undefined ? "" : `, there are ${nodes}`
        }; set canary to 0`,
      };
    }
  },
});

/** The same with one of the two reasons: it works as long as there are nodes to spare. */
export const canaryNeedsFreeNodes = rule({
  code: "canary-needs-free-nodes",
  level: "warning",
  title: "canaries need nodes beside those of the running allocations",
  refusedByNomad: false,
  *check(job, { nodes }) {
    for (const view of job.groups) {
      const update = updateOf(job, view);
      const [canary, count] = [update.get("canary"), countOf(view)];
      const ports = staticPorts(view).length > 0;
      const distinct = hasDistinctHosts(job, view);
      if (!isKnownNumber(canary) || !isKnownNumber(count) || canary < 1 || count < 1 || ports === distinct) {
        continue;
      }
      const needed = canary + count;
      if (nodes === undefined || nodes < needed) {
        yield {
          path: update.path("canary"),
          message: `with ${ports ? "a static port" : "distinct_hosts"}, ${canary} of the new next to ${count} of the old need ${needed} nodes; set canary to 0 if there are fewer`,
        };
      }
    }
  },
});
