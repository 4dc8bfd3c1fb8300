// Lays the layers of a network one after the other, and their parameters into one flat vector: kernel, then bias, layer by layer.
import type { ImageShape, Layer, Network, TensorSpec } from '../network-types.ts'

/** What flows from layer to layer: so many numbers, for images [height, width, channels]. */
interface Flow {
  readonly units: number
  readonly image: (ImageShape & { readonly channels: number }) | null
}

export class Layout {
  private readonly layers: Layer[] = []
  private readonly tensors: TensorSpec[] = []
  private readonly inputs: number
  private params = 0
  private weighted = 0
  private flow: Flow

  constructor(features: number, image: ImageShape | null) {
    this.inputs = features
    this.flow = { units: features, image: image && { ...image, channels: 1 } }
  }

  dense(outputs: number, { bias = true }: { readonly bias?: boolean } = {}): this {
    const inputs = this.flow.units
    const at = this.parameters([inputs, outputs], bias)
    this.layers.push({ kind: 'dense', inputs, outputs, ...at })
    this.flow = { units: outputs, image: null }
    return this
  }

  /** @throws Error when what flows is no image. */
  conv(filters: number, size: number): this {
    const { height, width, channels } = this.picture()
    const at = this.parameters([size, size, channels, filters], true)
    this.layers.push({ kind: 'conv', height, width, channels, filters, size, ...at })
    this.flow = { units: height * width * filters, image: { height, width, channels: filters } }
    return this
  }

  /** @throws Error when there is no square of 2 x 2 left. */
  pool(): this {
    const { height, width, channels } = this.picture()
    if (height < 2 || width < 2) {
      throw new Error('the pictures are too small for so many convolutions: each halves width and height, so take one away')
    }
    this.layers.push({ kind: 'pool', height, width, channels })
    const half = { height: Math.floor(height / 2), width: Math.floor(width / 2), channels }
    this.flow = { units: half.height * half.width * channels, image: half }
    return this
  }

  activation(formula: string): this {
    this.layers.push({ kind: 'activation', formula, units: this.flow.units })
    return this
  }

  /** Nothing at rate 0. */
  dropout(rate: number): this {
    if (rate > 0) this.layers.push({ kind: 'dropout', rate, units: this.flow.units })
    return this
  }

  network(): Network {
    return { layers: this.layers, tensors: this.tensors, params: this.params, inputs: this.inputs, outputs: this.flow.units }
  }

  private picture(): NonNullable<Flow['image']> {
    if (this.flow.image === null) throw new Error('this model needs pictures: choose handwritten digits, or another model')
    return this.flow.image
  }

  /** A kernel of this shape, whose last side is the units that it feeds, and their bias. */
  private parameters(shape: readonly number[], bias: boolean): { kernel: number; bias: number | null } {
    const fanOut = shape.at(-1) ?? 0
    const fanIn = shape.slice(0, -1).reduce((product, side) => product * side, 1)
    const number = ++this.weighted
    const kernel = this.tensor({ name: `W${number}`, shape, size: fanIn * fanOut, fanIn, fanOut, matrix: true })
    return { kernel, bias: bias ? this.tensor({ name: `b${number}`, shape: [fanOut], size: fanOut, fanIn, fanOut, matrix: false }) : null }
  }

  private tensor(spec: Omit<TensorSpec, 'offset'>): number {
    this.tensors.push({ ...spec, offset: this.params })
    this.params += spec.size
    return this.tensors.length - 1
  }
}
