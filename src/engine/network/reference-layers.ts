// The layers of a network in float64 on plain arrays: values forward, derivatives backward. Rows are samples; images are
// [height, width, channels]. The innermost loops run over neighbours in memory.
import type { Layer } from '../../catalog/network-types.ts'
import { compileActivation } from './activation.ts'

/** One layer with its parameters picked out of a run's flat vector by the functions given. */
export interface ReferenceLayer {
  /** Values out of one row. */
  readonly units: number
  /** `mask` is [rows, units] for dropout in training, else null. */
  forward(params: Float64Array, x: Float64Array, rows: number, out: Float64Array, mask: Float64Array | null): void
  /**
   * From `dout`, the loss's derivative by the outputs, to `dx` (null where nobody asks) and, added up, to `dparams`. `x` and
   * `mask` are those of the last `forward`.
   */
  backward(params: Float64Array, x: Float64Array, rows: number, dout: Float64Array, mask: Float64Array | null, dx: Float64Array | null, dparams: Float64Array): void
}

/** `offset` of a tensor in the flat vector. */
export function referenceLayer(layer: Layer, offset: (tensor: number) => number): ReferenceLayer {
  switch (layer.kind) {
    case 'dense':
      return dense(layer.inputs, layer.outputs, offset(layer.kernel), layer.bias === null ? null : offset(layer.bias))
    case 'conv':
      return convolution(layer, offset(layer.kernel), layer.bias === null ? null : offset(layer.bias))
    case 'pool':
      return pool(layer.height, layer.width, layer.channels)
    case 'activation':
      return activation(layer.formula, layer.units)
    case 'dropout':
      return dropout(layer.units)
  }
}

function dense(inputs: number, outputs: number, kernel: number, bias: number | null): ReferenceLayer {
  return {
    units: outputs,
    forward(params, x, rows, out) {
      for (let row = 0; row < rows; row++) {
        const o = row * outputs
        for (let j = 0; j < outputs; j++) out[o + j] = bias === null ? 0 : (params[bias + j] as number)
        for (let i = 0; i < inputs; i++) {
          const value = x[row * inputs + i] as number
          // Pictures are mostly background.
          if (value === 0) continue
          const k = kernel + i * outputs
          for (let j = 0; j < outputs; j++) out[o + j] = (out[o + j] as number) + value * (params[k + j] as number)
        }
      }
    },
    backward(params, x, rows, dout, _, dx, dparams) {
      for (let row = 0; row < rows; row++) {
        const o = row * outputs
        if (bias !== null) for (let j = 0; j < outputs; j++) dparams[bias + j] = (dparams[bias + j] as number) + (dout[o + j] as number)
        for (let i = 0; i < inputs; i++) {
          const value = x[row * inputs + i] as number
          const k = kernel + i * outputs
          if (value !== 0) for (let j = 0; j < outputs; j++) dparams[k + j] = (dparams[k + j] as number) + value * (dout[o + j] as number)
          if (!dx) continue
          let sum = 0
          for (let j = 0; j < outputs; j++) sum += (params[k + j] as number) * (dout[o + j] as number)
          dx[row * inputs + i] = sum
        }
      }
    },
  }
}

function activation(formula: string, units: number): ReferenceLayer {
  const program = compileActivation(formula)
  return {
    units,
    forward: (_, x, rows, out) => program.run(x.subarray(0, rows * units), out.subarray(0, rows * units)),
    backward(_, x, rows, dout, __, dx) {
      if (!dx) return
      const count = rows * units
      program.slopes(x.subarray(0, count), dx.subarray(0, count))
      for (let i = 0; i < count; i++) dx[i] = (dx[i] as number) * (dout[i] as number)
    },
  }
}

function dropout(units: number): ReferenceLayer {
  const times = (from: Float64Array, mask: Float64Array | null, to: Float64Array, count: number): void => {
    for (let i = 0; i < count; i++) to[i] = (from[i] as number) * (mask === null ? 1 : (mask[i] as number))
  }
  return {
    units,
    forward: (_, x, rows, out, mask) => times(x, mask, out, rows * units),
    backward(_, __, rows, dout, mask, dx) {
      if (dx) times(dout, mask, dx, rows * units)
    },
  }
}

function pool(height: number, width: number, channels: number): ReferenceLayer {
  const [h, w] = [Math.floor(height / 2), Math.floor(width / 2)]
  const at = (row: number, y: number, x: number): number => ((row * height + y) * width + x) * channels
  /** Place of the largest of four; the first of equals. */
  const largest = (x: Float64Array, row: number, y: number, column: number, c: number): number => {
    let best = at(row, 2 * y, 2 * column) + c
    for (const place of [at(row, 2 * y, 2 * column + 1) + c, at(row, 2 * y + 1, 2 * column) + c, at(row, 2 * y + 1, 2 * column + 1) + c]) {
      if ((x[place] as number) > (x[best] as number)) best = place
    }
    return best
  }
  const each = (rows: number, visit: (out: number, row: number, y: number, x: number, c: number) => void): void => {
    let out = 0
    for (let row = 0; row < rows; row++) for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) for (let c = 0; c < channels; c++) visit(out++, row, y, x, c)
  }
  return {
    units: h * w * channels,
    forward: (_, x, rows, out) => each(rows, (place, row, y, column, c) => (out[place] = x[largest(x, row, y, column, c)] as number)),
    backward(_, x, rows, dout, __, dx) {
      if (!dx) return
      dx.fill(0, 0, rows * height * width * channels)
      each(rows, (place, row, y, column, c) => {
        dx[largest(x, row, y, column, c)] = dout[place] as number
      })
    },
  }
}

function convolution(
  { height, width, channels, filters, size }: Layer & { kind: 'conv' }, kernel: number, bias: number | null,
): ReferenceLayer {
  const half = (size - 1) / 2
  /** Every pair of an input pixel and the output pixel that it reaches through one place of the kernel. */
  const each = (rows: number, visit: (input: number, output: number, weights: number) => void): void => {
    for (let row = 0; row < rows; row++) {
      for (let y = 0; y < height; y++) {
        for (let ky = Math.max(0, half - y); ky < Math.min(size, height + half - y); ky++) {
          for (let x = 0; x < width; x++) {
            for (let kx = Math.max(0, half - x); kx < Math.min(size, width + half - x); kx++) {
              const input = ((row * height + y + ky - half) * width + x + kx - half) * channels
              visit(input, ((row * height + y) * width + x) * filters, kernel + (ky * size + kx) * channels * filters)
            }
          }
        }
      }
    }
  }
  return {
    units: height * width * filters,
    forward(params, x, rows, out) {
      const count = rows * height * width * filters
      for (let i = 0; i < count; i++) out[i] = bias === null ? 0 : (params[bias + (i % filters)] as number)
      each(rows, (input, output, weights) => {
        for (let c = 0; c < channels; c++) {
          const value = x[input + c] as number
          if (value === 0) continue
          const k = weights + c * filters
          for (let f = 0; f < filters; f++) out[output + f] = (out[output + f] as number) + value * (params[k + f] as number)
        }
      })
    },
    backward(params, x, rows, dout, _, dx, dparams) {
      const count = rows * height * width * filters
      if (bias !== null) for (let i = 0; i < count; i++) dparams[bias + (i % filters)] = (dparams[bias + (i % filters)] as number) + (dout[i] as number)
      dx?.fill(0, 0, rows * height * width * channels)
      each(rows, (input, output, weights) => {
        for (let c = 0; c < channels; c++) {
          const value = x[input + c] as number
          const k = weights + c * filters
          let sum = 0
          for (let f = 0; f < filters; f++) {
            const d = dout[output + f] as number
            dparams[k + f] = (dparams[k + f] as number) + value * d
            sum += (params[k + f] as number) * d
          }
          if (dx) dx[input + c] = (dx[input + c] as number) + sum
        }
      })
    },
  }
}
