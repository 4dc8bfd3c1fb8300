// A plan of one run -> a plan of that run at every point of a grid, and pieces of it.
import type { GridAxis } from '../protocol/messages.ts'
import type { Plan, PlanGroup } from '../scenario/plan-types.ts'

/** @throws Error when the plan has not exactly one run, or an axis names no column of it. */
export function expandGrid(plan: Plan, axes: readonly GridAxis[]): Plan {
  const [group] = plan.groups
  if (!group || plan.groups.length !== 1 || group.runs.length !== 1) throw new Error('a grid is laid over one run')
  const runs = axes.reduce((n, axis) => n * axis.values.length, 1)
  const repeat = (value: number): Float64Array => new Float64Array(runs).fill(value)
  const columns = Object.fromEntries(Object.entries(group.columns).map(([name, values]) => [name, repeat(values[0] ?? Number.NaN)]))
  const starts = { 'start.x': repeat(group.startX[0] ?? 0), 'start.y': repeat(group.startY[0] ?? 0), seed: repeat(group.seeds[0] ?? 0) }
  const all: Readonly<Record<string, Float64Array>> = { ...columns, ...starts }
  let stride = 1
  for (const axis of axes) {
    const target = Object.hasOwn(all, axis.column) ? all[axis.column] : undefined
    if (!target) throw new Error(`this rule has no ${axis.column} to vary`)
    for (let run = 0; run < runs; run++) target[run] = axis.values[Math.floor(run / stride) % axis.values.length] ?? Number.NaN
    stride *= axis.values.length
  }
  const expanded: PlanGroup = {
    ...group,
    runs: Array.from({ length: runs }, (_, i) => i),
    columns,
    nativeHyper: group.nativeHyper.length > 0 ? Array.from({ length: runs }, (_, run) => nativeAt(group, axes, all, run)) : [],
    startX: starts['start.x'],
    startY: starts['start.y'],
    seeds: Uint32Array.from(starts.seed),
  }
  return { ...plan, groups: [expanded], runCount: runs }
}

function nativeAt(group: PlanGroup, axes: readonly GridAxis[], columns: Readonly<Record<string, Float64Array>>, run: number): PlanGroup['nativeHyper'][number] {
  const own = group.nativeHyper[0] ?? {}
  const varied = axes.filter((a) => Object.hasOwn(own, a.column)).map((a) => [a.column, columns[a.column]?.[run] ?? null] as const)
  return { ...own, ...Object.fromEntries(varied) }
}

/** Runs from … from + count - 1 of a one-group plan, numbered from 0; their columns are parts of the plan's own. */
export function slicePlan(plan: Plan, from: number, count: number): Plan {
  const [group] = plan.groups
  if (!group) return plan
  if (from === 0 && count >= group.runs.length) return plan
  const to = Math.min(from + count, group.runs.length)
  const sliced: PlanGroup = {
    ...group,
    runs: Array.from({ length: to - from }, (_, i) => i),
    columns: Object.fromEntries(Object.entries(group.columns).map(([name, values]) => [name, values.subarray(from, to)])),
    nativeHyper: group.nativeHyper.slice(from, to),
    startX: group.startX.subarray(from, to),
    startY: group.startY.subarray(from, to),
    seeds: group.seeds.subarray(from, to),
  }
  return { ...plan, groups: [sliced], runCount: to - from }
}
