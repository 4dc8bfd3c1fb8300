// The trainer for software adapters and small networks: one subgroup of four lanes is one run, everything is written out.
//
// Four lanes share the rows of a batch, and then the parameters: lane c works on every fourth one. A lane has all weights in
// `w` and its part of every gradient in `part`; `subgroupAdd` makes the sum, `subgroupBroadcast` hands new weights round. There
// is no barrier, no loop but over rows, and no index that is not a literal: on a software adapter a load from a computed place costs
// thirty instructions, one from a known place costs one.
//
// Measured there (SwiftShader, two busy cores, 2-16-16-1, batch 32, Adam, µs a step): this 25 for one run, 790 for 64. One
// invocation for a run with vec4 over four rows: 74 and 1030 (four times the text, more than the processor's instruction cache);
// vec2: 890 for 64; four lanes with vec4 over rows: 27 and 1560; sums through workgroup memory and barriers instead of subgroups:
// 45 for one run, 2260 for 64, and three times as long to compile. The careful tanh instead of the quick one: twice as long.
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
      ...['w', 'part'].map((name) => `var<private> ${name}: array<f32, ${layout.width}>;`),
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

const quads = ({ offset, padded }: Placed): number[] => Array.from({ length: padded / 4 }, (_, i) => offset / 4 + i)

function elementsOf(spec: KernelSpec): Elements {
  const { layout } = spec
  return {
    each: (tensor, body) => {
      const placed = layout.tensors[tensor]
      if (!placed) return []
      const own = quads(placed)
      const left = placed.size % 4
      return own.map((q, i) => {
        const mask = left === 0 || i < own.length - 1 ? (value: string): string => value : (value: string): string => `select(0.0, ${value}, lane < ${left}u)`
        return `{ ${body((array) => `${array}[${q}]`, mask).join(' ')} }`
      })
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
    ...layout.tensors.flatMap(quads).flatMap((q) => [0, 1, 2, 3].map((c) => `w[${4 * q + c}] = subgroupBroadcast(${point}[${q}], ${c}u);`)),
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
function gradientLines({ layout, problem: { penalty } }: KernelSpec, point: string, n: number): string[] {
  const { l1, l2 } = penalty
  const penalized = l1 !== 0 || l2 !== 0
  const lines = layout.tensors.flatMap((placed) =>
    quads(placed).flatMap((q) => {
      const sums = [0, 1, 2, 3].map((c) => `subgroupAdd(part[${4 * q + c}])`)
      const own = `let total = vec4f(${sums.join(', ')}); let own = select(select(total.x, total.y, lane == 1u), select(total.z, total.w, lane == 3u), lane > 1u);`
      const begin = [0, 1, 2, 3].map((c) => `part[${4 * q + c}] = 0.0;`).join(' ')
      const pull = penalized && placed.spec.matrix
      const weight = `let weight = ${point}[${q}];`
      return pull
        ? [`{ ${own} ${weight} g${n}[${q}] = own + f32(${l1}) * sign(weight) + f32(${l2}) * weight; price${n} += f32(${l1}) * abs(weight) + f32(${l2 / 2}) * weight * weight; ${begin} }`]
        : [`{ ${own} g${n}[${q}] = own; ${begin} }`]
    }))
  const loss = `let loss${n} = subgroupAdd(sum${n}) * share${n}`
  return [...(penalized ? [`var price${n} = 0.0;`] : []), ...lines, penalized ? `${loss} + subgroupAdd(price${n});` : `${loss};`]
}

/** Rows lie in fours, each number of a row four apart. */
function trainingNames(network: KernelSpec['problem']['network'], layout: Layout): UnrolledNames {
  const row = rowOf(network)
  const at = (tensor: number, index: number): number => (layout.tensors[tensor]?.offset ?? Number.NaN) + index
  const number = (i: number): string => `batch[at + ${4 * i}u]`
  return {
    weight: (tensor, index) => `w[${at(tensor, index)}]`,
    gradient: (tensor, index) => `part[${at(tensor, index)}]`,
    input: number,
    target: (j) => number(row.targets + j),
    mask: (layer, unit) => number((row.masks[layer] ?? Number.NaN) + unit),
  }
}
