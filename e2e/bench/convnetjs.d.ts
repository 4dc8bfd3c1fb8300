/** The part of ConvNetJS that the benchmark uses; the package has no types of its own. */
declare module 'convnetjs' {
  interface Vol {
    w: Float64Array
  }
  interface Net {
    makeLayers(layers: readonly Readonly<Record<string, string | number>>[]): void
  }
  interface Trainer {
    /** A class's index, or the numbers wanted. Every `batch_size` calls make one update. */
    train(x: Vol, y: number | readonly number[]): unknown
  }
  const convnetjs: {
    Net: new () => Net
    Vol: new (sx: number, sy: number, depth: number) => Vol
    Trainer: new (net: Net, options: Readonly<Record<string, string | number>>) => Trainer
  }
  export default convnetjs
}
