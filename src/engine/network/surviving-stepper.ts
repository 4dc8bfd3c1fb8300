// A training that outlives its device: what was asked of it is written down, and after a loss repeated in silence on another
// device, up to where it stood. The numbers are the same, since they depend neither on the device nor on how they are cut.
import { DeviceLost } from '../device-loss.ts'
import { pause } from '../pause.ts'
import { closedTraining } from './contract.ts'
import type { NetworkEntries, NetworkStepper, Rows } from './contract.ts'

/** Entries repeated between two looks at the signal. */
const piece = 128

type Done = { readonly entries: number } | { readonly change: (stepper: NetworkStepper) => void }

/** A stepper in place of one whose device has gone. */
export type StartAgain = (lost: DeviceLost) => Promise<NetworkStepper>

export class SurvivingStepper implements NetworkStepper {
  private stepper: NetworkStepper
  private readonly startAgain: StartAgain
  private readonly done: Done[] = []
  private recovery: Promise<void> | null = null
  private disposed = false

  constructor(stepper: NetworkStepper, startAgain: StartAgain) {
    this.stepper = stepper
    this.startAgain = startAgain
  }

  async advance(count: number): Promise<NetworkEntries> {
    const entries = await this.run((stepper) => stepper.advance(count))
    const last = this.done.at(-1)
    if (last && 'entries' in last) this.done[this.done.length - 1] = { entries: last.entries + count }
    else this.done.push({ entries: count })
    return entries
  }

  parameters(): Promise<Float64Array> {
    return this.run((stepper) => stepper.parameters())
  }

  tensorNorms(): Promise<Float64Array> {
    return this.run((stepper) => stepper.tensorNorms())
  }

  forward(rows: Rows): Promise<Float64Array> {
    return this.run((stepper) => stepper.forward(rows))
  }

  lossAt(parameters: Float64Array, count: number, rows: Rows): Promise<Float64Array> {
    return this.run((stepper) => stepper.lossAt(parameters, count, rows))
  }

  freeze(run: number): void {
    this.change((stepper) => stepper.freeze(run))
  }

  setColumns(columns: Readonly<Record<string, Float64Array>>): void {
    this.change((stepper) => stepper.setColumns(columns))
  }

  dispose(): void {
    this.disposed = true
    this.stepper.dispose()
  }

  private change(change: (stepper: NetworkStepper) => void): void {
    change(this.stepper)
    this.done.push({ change })
  }

  /** A device may go again while the work is repeated. */
  private async run<T>(work: (stepper: NetworkStepper) => Promise<T>): Promise<T> {
    for (;;) {
      if (this.disposed) throw closedTraining()
      const { stepper } = this
      try {
        await this.recovery
        return await work(this.stepper)
      } catch (error) {
        if (!(error instanceof DeviceLost)) throw error
        // Who else was waiting for the same device waits for the same recovery.
        if (this.stepper === stepper) this.recovery ??= this.recover(error).finally(() => (this.recovery = null))
      }
    }
  }

  private async recover(first: DeviceLost): Promise<void> {
    for (let lost = first; ; ) {
      this.stepper.dispose()
      this.stepper = await this.startAgain(lost)
      if (this.disposed) return this.stepper.dispose()
      try {
        return await this.repeat()
      } catch (error) {
        if (!(error instanceof DeviceLost)) throw error
        lost = error
      }
    }
  }

  private async repeat(): Promise<void> {
    for (const done of [...this.done]) {
      if ('change' in done) done.change(this.stepper)
      else {
        for (let made = 0; made < done.entries; made += piece) {
          if (this.disposed) return
          await this.stepper.advance(Math.min(piece, done.entries - made))
          await pause()
        }
      }
    }
  }
}
