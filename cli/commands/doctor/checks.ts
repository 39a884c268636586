import type { NomadClient } from "../../../clients";
import { runningLabAt } from "../../../lab/running";
import {
  checkAccess,
  checkConsulServers,
  checkLocks,
  checkNomadVersions,
  checkOtherStates,
  checkRights,
} from "../../checks/check-stacks";
import { clockFindings } from "../../checks/clocks";
import type { Finding } from "../../checks/finding";
import { machineFindings } from "../../checks/machine";
import { providerInstallation } from "../../checks/provider-installation";
import { checkFields } from "../../checks/server-fields";
import { checkStateSecrets } from "../../checks/state-secrets";
import { ourProviders, providerFindings } from "../../checks/versions";
import { writeOnlyFindings } from "../../checks/write-only";
import { backendOf } from "../../stack/backend";
import type { Subject } from "./subject";

/** What must be there before a check makes sense. */
export type Need = "nothing" | "program" | "cluster";

/** A check of doctor. */
export interface Check {
  /** Name in the report and in docs/reference/doctor.md. */
  readonly name: string;
  /** `program`: the program synthesizes, or there is no project; `cluster`: a server is asked, too. */
  readonly needs: Need;
  /** Finds what keeps an apply or a job from working. */
  run(subject: Subject): Promise<readonly Finding[]> | readonly Finding[];
}

/** The checks in the order of the report. */
export const checks: readonly Check[] = [
  {
    name: "machine",
    needs: "nothing",
    run: ({ machine, stacks, failures }) => [
      ...machineFindings(machine, failures.length > 0 || stacks.some((stack) => ourProviders(stack).length > 0)),
      ...writeOnlyFindings(stacks, machine.terraform),
    ],
  },
  { name: "program", needs: "nothing", run: ({ failures }) => failures },
  {
    name: "reach",
    needs: "cluster",
    run: async ({ nomads, consuls }) => [...(await nomads).findings, ...(await consuls).findings],
  },
  {
    name: "state",
    needs: "cluster",
    run: async (subject) => {
      const inConsul = subject.stacks.filter((stack) => backendOf(stack).kind === "consul");
      const found = await Promise.all([
        checkAccess([...new Set([...(await subject.reachableStacks()), ...inConsul])], "write"),
        checkOtherStates(subject.stacks, subject.pull),
      ]);
      return found.flat();
    },
  },
  { name: "secret", needs: "cluster", run: ({ stacks, pull }) => checkStateSecrets(stacks, pull) },
  { name: "lock", needs: "cluster", run: ({ stacks }) => checkLocks(stacks) },
  {
    name: "token",
    needs: "cluster",
    run: async ({ tokens }) => (await tokens).flatMap(({ findings }) => findings),
  },
  { name: "rights", needs: "cluster", run: async (subject) => checkRights(await subject.reachableStacks()) },
  {
    name: "version",
    needs: "cluster",
    run: async (subject) => {
      const [{ answering: nomads }, { answering: consuls }] = await Promise.all([subject.nomads, subject.consuls]);
      const clusters = await subject.clusters;
      const nodesOf = (nomad: NomadClient) => clusters.find((each) => each.nomad === nomad)?.nodes ?? [];
      const isLab = (nomad: NomadClient) => runningLabAt(nomad.access.address) !== undefined;
      const versions = [
        ...nomads.map((nomad) => checkNomadVersions(nomad, nodesOf(nomad), isLab(nomad))),
        ...consuls.map((consul) => checkConsulServers(consul)),
      ];
      return (await Promise.all([...versions, checkFields(await subject.reachableStacks())])).flat();
    },
  },
  {
    name: "provider",
    needs: "program",
    run: ({ stacks }) => [...stacks.flatMap(providerFindings), ...providerInstallation(stacks)],
  },
  {
    name: "clock",
    needs: "cluster",
    run: async ({ nomads, consuls, clusters }) =>
      clockFindings([
        ...(await nomads).clocks,
        ...(await consuls).clocks,
        ...(await clusters).flatMap(({ clocks }) => clocks),
      ]),
  },
  {
    name: "identity",
    needs: "cluster",
    run: async ({ clusters }) => (await clusters).flatMap((each) => each.identity),
  },
  {
    name: "placement",
    needs: "cluster",
    run: async ({ clusters }) => (await clusters).flatMap((each) => each.placement),
  },
  { name: "port", needs: "cluster", run: async ({ clusters }) => (await clusters).flatMap((each) => each.ports) },
];

/** Name of the check that runs a job on the nodes; it comes after the others because it takes longest. */
export const NAME_SERVER = "name-server";
