/** The fields of Nomad's metrics of a placement that are read. */
export interface PlacementMetrics {
  readonly NodesEvaluated?: number;
  readonly NodesInPool?: number;
  readonly ConstraintFiltered?: Readonly<Record<string, number>> | null;
  readonly DimensionExhausted?: Readonly<Record<string, number>> | null;
  readonly ClassFiltered?: Readonly<Record<string, number>> | null;
}

/** Returns why no node has place for a group of tasks. */
export function describePlacement(group: string, metrics: PlacementMetrics): string {
  const { NodesEvaluated = 0, ConstraintFiltered, DimensionExhausted } = metrics;
  const nodes = (count: number) => `${count} ${count === 1 ? "node" : "nodes"}`;
  const reasons = [
    ...Object.entries(ConstraintFiltered ?? {}).map(([constraint, count]) => `${nodes(count)}: ${constraint}`),
    ...Object.entries(DimensionExhausted ?? {}).map(([dimension, count]) => `${nodes(count)}: ${dimension} exhausted`),
  ];
  const why = reasons.length > 0 ? reasons.join("; ") : `${nodes(NodesEvaluated)} evaluated`;
  return `group ${group} waits for a node: ${why}`;
}
