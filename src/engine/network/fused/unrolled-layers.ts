// A network's layers written out, one line for each unit: forward for one row, and backward to the gradient of each parameter.
import type { Layer, Network } from '../../../catalog/network-types.ts'
import type { LossProgram } from '../loss.ts'
import { activationText, lossText } from './pointwise.ts'

export interface UnrolledNames {
  /** The weight at a place of the flat vector, and where its gradient is added up. */
  readonly weight: (tensor: number, index: number) => string
  readonly gradient: (tensor: number, index: number) => string
  readonly input: (feature: number) => string
  readonly target: (output: number) => string
  /** Null where dropout is off. */
  readonly mask: ((layer: number, unit: number) => string) | null
}

export interface UnrolledForward {
  readonly lines: readonly string[]
  /** Raw outputs. */
  readonly outputs: readonly string[]
  /** Names of what goes into each layer, and of slopes and masks. */
  readonly inputs: readonly (readonly string[])[]
  readonly factors: readonly (readonly string[])[]
}

export function unrolledForward(network: Network, names: UnrolledNames, suffix: string): UnrolledForward {
  const lines: string[] = []
  const inputs: string[][] = []
  const factors: string[][] = []
  let x = Array.from({ length: network.inputs }, (_, i) => `x_${i}${suffix}`)
  x.forEach((name, i) => lines.push(`let ${name} = ${names.input(i)};`))
  let masks = 0
  network.layers.forEach((layer, l) => {
    inputs.push(x)
    const own: string[] = []
    const out = (unit: number): string => `a${l}_${unit}${suffix}`
    if (layer.kind === 'dense') x = Array.from({ length: layer.outputs }, (_, j) => {
      lines.push(`let ${out(j)} = ${denseSum(layer, names, x, j)};`)
      return out(j)
    })
    else if (layer.kind === 'activation') x = x.map((z, j) => {
      const { lines: before, value, slope } = activationText(layer.formula, z, `${out(j)}_`)
      lines.push(...before, `let ${out(j)} = ${value};`)
      own.push(slope)
      return out(j)
    })
    else if (layer.kind === 'dropout') {
      const { mask } = names
      const number = masks++
      if (mask) x = x.map((name, j) => {
        own.push(`${out(j)}_mask`)
        lines.push(`let ${out(j)}_mask = ${mask(number, j)};`, `let ${out(j)} = ${name} * ${out(j)}_mask;`)
        return out(j)
      })
    } else throw new Error(`not fused: ${layer.kind}`)
    factors.push(own)
  })
  return { lines, outputs: x, inputs, factors }
}

type Dense = Layer & { readonly kind: 'dense' }

function denseSum({ inputs, outputs, kernel, bias }: Dense, names: UnrolledNames, x: readonly string[], j: number): string {
  const terms = Array.from({ length: inputs }, (_, i) => `${x[i]} * ${names.weight(kernel, i * outputs + j)}`)
  return [...(bias === null ? [] : [names.weight(bias, j)]), ...terms].join(' + ')
}

/** `loss += …` of one row, and `slopes` by each output, each times `share`. */
export function unrolledLoss(program: LossProgram, outputs: readonly string[], names: UnrolledNames, suffix: string): { lines: string[]; value: string; slopes: string[] } {
  const classwise = program.kind === 'classwise'
  const before = classwise ? logSoftmax(outputs, suffix) : { lines: [], logs: outputs }
  const parts = outputs.map((_, j) => lossText(program, before.logs[j] ?? '', `y_${j}${suffix}`, `l${j}${suffix}_`))
  const lines = [
    ...before.lines,
    ...parts.flatMap((part, j) => [`let y_${j}${suffix} = ${names.target(j)};`, ...part.lines, `let slope_${j}${suffix} = ${part.slope};`]),
  ]
  const own = parts.map((_, j) => `slope_${j}${suffix}`)
  if (classwise) lines.push(`let slopes${suffix} = ${own.join(' + ')};`)
  const slopes = own.map((s, j) => (classwise ? `(${s} - exp(${before.logs[j]}) * slopes${suffix})` : s))
  return { lines, value: parts.map((p) => `(${p.value})`).join(' + '), slopes }
}

function logSoftmax(outputs: readonly string[], suffix: string): { lines: string[]; logs: string[] } {
  const [largest, sum] = [`largest${suffix}`, `log_sum${suffix}`]
  return {
    lines: [
      `let ${largest} = ${outputs.reduce((a, b) => `max(${a}, ${b})`)};`,
      `let ${sum} = log_(${outputs.map((o) => `exp(${o} - ${largest})`).join(' + ')});`,
      ...outputs.map((o, j) => `let log_${j}${suffix} = ${o} - ${largest} - ${sum};`),
    ],
    logs: outputs.map((_, j) => `log_${j}${suffix}`),
  }
}

/** From the slopes by the outputs to every gradient. */
export function unrolledBackward(network: Network, forward: UnrolledForward, slopes: readonly string[], names: UnrolledNames, suffix: string): string[] {
  const lines: string[] = []
  const first = network.layers.findIndex((l) => l.kind === 'dense')
  let d = slopes.map((slope, j) => {
    lines.push(`let d_${j}${suffix} = ${slope};`)
    return `d_${j}${suffix}`
  })
  for (let l = network.layers.length - 1; l >= first; l--) {
    const layer = network.layers[l]
    const x = forward.inputs[l] ?? []
    if (layer?.kind !== 'dense') {
      const factors = forward.factors[l] ?? []
      if (factors.length > 0) d = d.map((name, j) => {
        lines.push(`let d${l}_${j}${suffix} = ${name} * (${factors[j]});`)
        return `d${l}_${j}${suffix}`
      })
      continue
    }
    const { kernel, bias, outputs } = layer
    if (bias !== null) d.forEach((name, j) => lines.push(`${names.gradient(bias, j)} += ${name};`))
    x.forEach((input, i) => d.forEach((name, j) => lines.push(`${names.gradient(kernel, i * outputs + j)} += ${input} * ${name};`)))
    if (l === first) break
    d = x.map((_, i) => {
      lines.push(`let d${l}_${i}${suffix} = ${d.map((name, j) => `${name} * ${names.weight(kernel, i * outputs + j)}`).join(' + ')};`)
      return `d${l}_${i}${suffix}`
    })
  }
  return lines
}
