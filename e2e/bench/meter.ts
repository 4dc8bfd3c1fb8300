/**
 * A meter inside the page. A picture is new when, after an input, both the whole ways on the landscape (the first canvas of the
 * plot, painted only when the numbers change) and the loss curves have been stroked again; its time is that of the task after
 * the next frame. Runs in the page: nothing from outside its function may be used.
 */
import type { Page } from '@playwright/test'

export interface Meter {
  /** Forgets what was, and waits for one input of this kind. */
  arm(input: 'keydown' | 'pointermove' | 'none'): void
  /** Milliseconds from the armed input's time stamp (or from the navigation) to the painted frame of its picture; null if none comes. */
  picture(patience: number): Promise<number | null>
  /** Starts to collect long tasks and frames. */
  watch(): void
  watched(): { longTasks: number[]; frames: number; seconds: number }
}

declare global {
  interface Window {
    meter: Meter
  }
}

export async function installMeter(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let since: number | null = 0
    let awaited: 'keydown' | 'pointermove' | 'none' = 'none'
    let fresh = new Set<string>()
    let latency: number | null = null
    const kinds = new WeakMap<HTMLCanvasElement, string>()
    const kindOf = (canvas: HTMLCanvasElement): string => {
      const known = kinds.get(canvas)
      if (known !== undefined) return known
      const stage = canvas.closest('.plot-stage, .curve-stage')
      const first = stage?.querySelector('canvas.plot-canvas') === canvas
      const loss = document.querySelector('.curve-stage') === stage
      const kind = first && stage?.classList.contains('plot-stage') === true ? 'ways' : first && loss ? 'loss' : 'other'
      kinds.set(canvas, kind)
      return kind
    }
    const afterFrame = (done: () => void): void => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', done)
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    }
    CanvasRenderingContext2D.prototype.stroke = new Proxy(CanvasRenderingContext2D.prototype.stroke, {
      apply(stroke, context: CanvasRenderingContext2D, args) {
        if (since !== null && latency === null && fresh.size < 2) {
          const kind = kindOf(context.canvas)
          if (kind !== 'other') fresh.add(kind)
          const begun = since
          if (fresh.size === 2) {
            afterFrame(() => {
              if (since === begun) latency = performance.now() - begun
            })
          }
        }
        return Reflect.apply(stroke, context, args)
      },
    })
    const note = (event: Event): void => {
      if (event.type !== awaited || since !== null) return
      since = event.timeStamp
    }
    addEventListener('keydown', note, { capture: true })
    addEventListener('pointermove', note, { capture: true })

    let longTasks: number[] = []
    let frames = 0
    let watchedFrom = 0
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' })
    const count = (): void => {
      frames += 1
      requestAnimationFrame(count)
    }
    requestAnimationFrame(count)

    window.meter = {
      arm(input) {
        awaited = input
        since = null
        latency = null
        fresh = new Set()
      },
      picture: (patience) =>
        new Promise((resolve) => {
          const until = performance.now() + patience
          const look = (): void => {
            if (latency !== null || performance.now() > until) resolve(latency)
            else setTimeout(look, 10)
          }
          look()
        }),
      watch() {
        longTasks = []
        frames = 0
        watchedFrom = performance.now()
      },
      watched: () => ({ longTasks, frames, seconds: (performance.now() - watchedFrom) / 1000 }),
    }
  })
}
