// A graphics device may go away in the middle of work: a driver's reset, a laptop that slept, a browser that wants its memory back.
// What was computed on it is lost, and pending reads may fail, hang or (on WebGL) give zeros. Here every piece of work on a device is
// watched, so that all of this becomes one kind of error, and the work can be done again elsewhere.
import type { DeviceReport } from '../protocol/messages.ts'
import { probeDevices } from './devices.ts'

/** Shared by all work that was on the device when it went. */
export class DeviceLost extends Error {
  override readonly name = 'DeviceLost'
}

/** Milliseconds that the news of a loss may come later than the failures which it causes. */
const newsDelay = 100

export class Watch {
  private gone: DeviceLost | null = null
  private readonly waiting = new Set<(lost: DeviceLost) => void>()
  private readonly isGone: () => boolean

  /** `isGone` is asked after each piece of work, where the device can say it at once. */
  constructor(isGone: () => boolean = () => false) {
    this.isGone = isGone
  }

  get lost(): boolean {
    return this.gone !== null
  }

  lose(why: string): void {
    if (this.gone) return
    this.gone = new DeviceLost(why)
    for (const tell of this.waiting) tell(this.gone)
    this.waiting.clear()
  }

  /** Calls back at the loss, or at once when it has happened. */
  whenLost(tell: (lost: DeviceLost) => void): void {
    if (this.gone) tell(this.gone)
    else this.waiting.add(tell)
  }

  /** The work's result. @throws DeviceLost when the device went meanwhile, whatever came of the work; else what the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    this.throwIfLost()
    let tell: (lost: DeviceLost) => void = () => undefined
    const loss = new Promise<never>((_, reject) => {
      tell = reject
      this.waiting.add(tell)
    })
    try {
      const result = await Promise.race([work(), loss])
      if (this.isGone()) this.lose('')
      this.throwIfLost()
      return result
    } catch (error) {
      if (this.isGone()) this.lose('')
      if (!this.lost) await Promise.race([loss.catch(() => undefined), new Promise((go) => setTimeout(go, newsDelay))])
      throw this.gone ?? error
    } finally {
      this.waiting.delete(tell)
    }
  }

  private throwIfLost(): void {
    if (this.gone) throw this.gone
  }
}

const watches = new WeakMap<object, Watch>()

/** One watch for each device. */
export function watchGpu(device: GPUDevice): Watch {
  return watchOf(device, () => {
    const watch = new Watch()
    void device.lost.then(({ message }) => watch.lose(message))
    return watch
  })
}

export function watchGl(gl: Pick<WebGLRenderingContext, 'isContextLost' | 'checkFramebufferStatus' | 'FRAMEBUFFER' | 'FRAMEBUFFER_UNSUPPORTED' | 'canvas'>): Watch {
  return watchOf(gl, () => {
    // When its graphics process has died, Chromium says so only in a later turn, and reads give zeros until then. For this status it
    // has to ask that process; without an answer it is the one of a lost context, which nothing that has just been read from has.
    const watch = new Watch(() => gl.isContextLost() || gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_UNSUPPORTED)
    gl.canvas.addEventListener('webglcontextlost', () => watch.lose(''))
    return watch
  })
}

function watchOf(device: object, make: () => Watch): Watch {
  const watch = watches.get(device) ?? make()
  watches.set(device, watch)
  return watch
}

/** How often a device may go before the work is done without it. */
const patience = 2

/** Looks for the devices, and milliseconds between two of them: a browser that starts its graphics process again has none for a while. */
const looks = { most: 20, apart: 250 } as const

/** Until all that was there is there again, or for five seconds. */
export async function comeBack(before: readonly DeviceReport[]): Promise<void> {
  for (let look = 0; look < looks.most; look++) {
    const now = await probeDevices()
    if (before.every(({ device, available }) => !available || now.some((one) => one.device === device && one.available))) return
    await new Promise((go) => setTimeout(go, looks.apart))
  }
}

/** Does work that can be begun anew; `attempt` is told how often a device of these has gone. */
export async function despiteLoss<T>(devices: readonly DeviceReport[], attempt: (losses: number) => Promise<T>): Promise<T> {
  for (let losses = 0; ; losses++) {
    try {
      return await attempt(losses)
    } catch (error) {
      if (!(error instanceof DeviceLost)) throw error
      await comeBack(devices)
    }
  }
}

/** A fresh device of the same kind, and after some losses none. */
export const trusted = (losses: number): boolean => losses < patience

/** Why it is computed there, and what happened on the way. */
export const reasonAfter = (reason: string, losses: number): string => (losses === 0 ? reason : `${reason} The graphics device went away on the way; the work went on from where it was.`)

/** What is there, without the devices that keep going away. */
export const onlyReference = (devices: readonly DeviceReport[]): readonly DeviceReport[] =>
  devices.map((report) => (report.device === 'cpu' ? report : { ...report, available: false, detail: 'The graphics device went away again and again.' }))
