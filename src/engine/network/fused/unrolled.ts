// The trainer for software adapters: one subgroup of four lanes is one run, and its layers are written out unit by unit.
//
// Four lanes share the rows of a batch, and then the parameters: lane c works on every fourth one. A lane has all weights in
// `w` and its part of every gradient in `part`; `subgroupAdd` makes the sum, `subgroupBroadcast` hands new weights round. There
// is no barrier, and in the layers no index that is not a literal: on a software adapter a load from a computed place costs thirty
// instructions, one from a known place costs one. The rule is written out too while that compiles in a second, else it goes in loops.
//
// Tried there (SwiftShader, two busy cores, 2-16-16-1, batch 32, Adam; microseconds a step of one run, and of 64):
//   this                                                        25 to 30,  800 to 1400   compiles in 1.2 s
//   the rule in loops                                           33 to 41, 1460           0.5 s; 7 s for 64-32-10, which takes 53 s written out
//   arrays of f32, not vec4f, for w and part (rule in loops)        85,   3100
//   sums through workgroup memory and barriers, not subgroups       45,   2260           5 s
//   four lanes, each with vec4 over four rows                       27,   1560
//   one invocation for a run, vec4 over four rows                   74,   1030   four times the text: more than the caches of instructions hold
//   the careful tanh instead of the quick one, in that                145,   1290
//   loops for the layers too (rolled.ts, four lanes)           a fifth to a half of the float64 reference's speed: two gathers a multiply-add
import { unrolledBackward, unrolledForward, unrolledLoss } from './unrolled-layers.ts'
import type { UnrolledNames } from './unrolled-layers.ts'
import type { Layout, Placed } from './layout.ts'
import { rowOf, writeTrainer } from './kernel.ts'
import type { KernelSpec, NetworkKernel } from './kernel.ts'
import { ruleText } from './rule-text.ts'
import type { Elements } from './rule-text.ts'

const lanes = 4

export function unrolledTrainer(spec: KernelSpec): NetworkKernel {
  const { rule, layout } = spec
  const fours = layout.width / 4
  const text = ruleText(rule, layout, elementsOf(spec))
  const wide = rule.states.flatMap((s, i) => (s.wide ? [i] : []))
  const narrow = rule.states.flatMap((s, i) => (s.wide ? [] : [i]))
  const place = (state: number): string => `state[home + ${layout.states[state]}u + 4u * q + lane]`
  const number = (state: number, tensor: number): string => `state[home + ${(layout.states[state] ?? 0) + tensor}u]`
  const numbers = narrow.flatMap((s) => layout.tensors.map((_, k) => [`s${s}[${k}]`, number(s, k)] as const))
  const code = writeTrainer(spec, {
    enable: 'enable subgroups;\ndiagnostic(off, subgroup_uniformity);\n',
    lanes,
    declarations: [
      ...['w', 'part'].map((name) => `var<private> ${name}: array<vec4f, ${fours}>;`),
      ...text.arrays.filter((name) => !narrow.some((s) => name === `s${s}`)).map((name) => `var<private> ${name}: array<f32, ${fours}>;`),
      ...narrow.map((s) => `var<private> s${s}: array<f32, ${layout.tensors.length}>;`),
    ],
    decide: (name, condition) => [`let ${name} = ${condition};`],
    load: [`for (var q = 0u; q < ${fours}u; q++) {`, ...wide.map((s) => `s${s}[q] = ${place(s)};`), '}', ...numbers.map(([own, word]) => `${own} = ${word};`)],
    save: [`for (var q = 0u; q < ${fours}u; q++) {`, ...wide.map((s) => `${place(s)} = s${s}[q];`), '}', ...numbers.map(([own, word]) => `${word} = ${own};`)],
    look: text.look,
    update: text.update,
    scratch: false,
  })
  return { forRows: () => ({ code, scratch: 0, rows: Infinity }) }
}

/** Parameters, times evaluations, up to which the rule is written out as well. */
const shortRule = 400

/** Fours of parameters one after the other, `q` the place of one. */
function overFours({ layout, rule }: KernelSpec, first: number, end: number, lines: readonly string[]): string[] {
  if (layout.width * rule.evaluations > shortRule) return [`for (var q = ${first}u; q < ${end}u; q++) {`, ...lines, '}']
  return Array.from({ length: end - first }, (_, i) => [`{ const q = ${first + i}u;`, ...lines, '}']).flat()
}

const foursOf = (spec: KernelSpec, { offset, padded }: Placed, lines: readonly string[]): string[] => overFours(spec, offset / 4, (offset + padded) / 4, lines)

function elementsOf(spec: KernelSpec): Elements {
  const { layout } = spec
  return {
    each: (tensor, body) => {
      const placed = layout.tensors[tensor]
      if (!placed) return []
      const inside = (value: string): string => (placed.size === placed.padded ? value : `select(0.0, ${value}, 4u * q + lane < ${placed.offset + placed.size}u)`)
      return foursOf(spec, placed, body((array) => `${array}[q]`, inside))
    },
    sums: (names) => names.map((name) => `let sum_${name} = subgroupAdd(${name});`),
    settle: [],
    evaluate: (point, n) => evaluation(spec, point, n),
  }
}

/** Every weight to every lane, the rows, and the sums. */
function evaluation(spec: KernelSpec, point: string, n: number): string[] {
  const { layout, problem } = spec
  const { network, loss } = problem
  const names = trainingNames(network, layout)
  const forward = unrolledForward(network, names, '')
  const { lines, value, slopes } = unrolledLoss(loss, forward.outputs, names, '')
  const backward = unrolledBackward(network, forward, slopes.map((s) => `(${s}) * share${n}`), names, '')
  const parts = loss.kind === 'classwise' ? 'f32(rows)' : `f32(rows * ${network.outputs}u)`
  const { size } = rowOf(network)
  return [
    ...overFours(spec, 0, layout.width / 4, [`let own = ${point}[q];`, `w[q] = vec4f(${[0, 1, 2, 3].map((c) => `subgroupBroadcast(own, ${c}u)`).join(', ')});`]),
    `let share${n} = 1.0 / ${parts};`,
    `var sum${n} = 0.0;`,
    `for (var row = lane; row < rows; row += ${lanes}u) {`,
    `let at = (place.x + (row >> 2u)) * ${4 * size}u + (row & 3u);`,
    ...forward.lines, ...lines, `sum${n} += ${value};`, ...backward,
    '}',
    ...gradientLines(spec, point, n),
  ]
}

/** `part` of all lanes becomes the gradient, with what penalties add; `part` begins anew. */
function gradientLines(spec: KernelSpec, point: string, n: number): string[] {
  const { layout, problem: { penalty: { l1, l2 } } } = spec
  const penalized = l1 !== 0 || l2 !== 0
  const sum = [
    'let all = subgroupAdd(part[q]);', 'part[q] = vec4f(0.0);', `let weight = ${point}[q];`,
    'var own = select(select(all.x, all.y, lane == 1u), select(all.z, all.w, lane == 3u), lane > 1u);',
  ]
  const pull = [`own += f32(${l1}) * sign(weight) + f32(${l2}) * weight;`, `price${n} += f32(${l1}) * abs(weight) + f32(${l2 / 2}) * weight * weight;`]
  const lines = layout.tensors.flatMap((placed, k) => {
    const norm = n === 0 ? [`norm_${k} += own * own + trap_(weight);`] : []
    return [...(n === 0 ? [`var norm_${k} = 0.0;`] : []), ...foursOf(spec, placed, [...sum, ...(penalized && placed.spec.matrix ? pull : []), `g${n}[q] = own;`, ...norm])]
  })
  const loss = `let loss${n} = subgroupAdd(sum${n}) * share${n}`
  return [...(penalized ? [`var price${n} = 0.0;`] : []), ...lines, penalized ? `${loss} + subgroupAdd(price${n});` : `${loss};`]
}

/** Rows lie in fours, each number of a row four apart. */
function trainingNames(network: KernelSpec['problem']['network'], layout: Layout): UnrolledNames {
  const row = rowOf(network)
  const at = (tensor: number, index: number): number => (layout.tensors[tensor]?.offset ?? Number.NaN) + index
  const number = (i: number): string => `batch[at + ${4 * i}u]`
  return {
    weight: (tensor, index) => `w${fourth(at(tensor, index))}`,
    gradient: (tensor, index) => `part${fourth(at(tensor, index))}`,
    input: number,
    target: (j) => number(row.targets + j),
    mask: (layer, unit) => number((row.masks[layer] ?? Number.NaN) + unit),
  }
}

const fourth = (place: number): string => `[${place >> 2}].${'xyzw'.charAt(place & 3)}`
