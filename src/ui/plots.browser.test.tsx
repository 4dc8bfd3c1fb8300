// What stands on the plots' toggles and the table's heads: each changes what is seen, and pressed again, it is as before.
import '@mantine/core/styles.css'
import './layout.css'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { RunSpec } from '../scenario/types.ts'
import type { Trace } from '../store/types.ts'
import { graphPicture } from './Chart.tsx'
import { Curves } from './Curves.tsx'
import { PlotArea } from './PlotArea.tsx'
import { ResultsTable } from './ResultsTable.tsx'
import { mount } from './testing.tsx'
import type { Mounted } from './testing.tsx'

const runs: readonly RunSpec[] = [
  { optimizer: 'adam', hyper: { lr: 0.05 } },
  { optimizer: 'sgd', hyper: { lr: 0.0005 } },
  { optimizer: 'sam', hyper: { lr: 0.001 } },
  // Out of the numbers after a few steps.
  { optimizer: 'sgd', hyper: { lr: 1 }, label: 'Wild' },
]
const race = { landscape: 'rosenbrock', start: [-1.2, 1], steps: 80, tolerance: 5, runs } as const

let mounted: Mounted
afterEach(() => mounted.unmount())

const canvases = (within: Element | null): string[] => [...(within?.querySelectorAll('canvas.plot-canvas') ?? [])].map((canvas) => (canvas as HTMLCanvasElement).toDataURL())
const texts = (within: Element | null, selector: string): string[] => [...(within?.querySelectorAll(selector) ?? [])].map((element) => element.textContent ?? '')

/** As it stays over some frames: what is still being laid out is no picture to come back to. */
async function still<T>(look: () => T): Promise<T> {
  let before = ''
  for (let same = 0; same < 20; ) {
    await new Promise(requestAnimationFrame)
    const now = JSON.stringify(look())
    same = now === before ? same + 1 : 0
    before = now
  }
  return look()
}
const comes = (holds: () => void | Promise<void>): Promise<void> => vi.waitFor(holds, { timeout: 20_000, interval: 50 })

describe('a toggle of the curves', () => {
  const curve = (name: string): Element | null => mounted.place.querySelector(`section[aria-label="${name}"]`)
  const seen = (name: string) => ({ lines: canvases(curve(name)), x: texts(curve(name), '.xtick text'), y: texts(curve(name), '.ytick text') })
  const both = () => ({ loss: seen('Loss'), other: seen('Gradient norm') })

  beforeEach(async () => {
    mounted = mount(race, <Curves />, { width: '1000px', height: '320px', display: 'grid' })
    await mounted.raced()
    await vi.waitUntil(() => seen('Loss').x.length > 2 && seen('Gradient norm').y.length > 1, { timeout: 20_000 })
  })

  test.each([
    ['log y', 'Loss', { loss: ['lines', 'y'], other: [] }],
    ['log y', 'Gradient norm', { loss: [], other: ['lines', 'y'] }],
    ['log x', 'Loss', { loss: ['lines', 'x'], other: ['lines', 'x'] }],
    ['smooth', 'Loss', { loss: ['lines'], other: ['lines'] }],
  ])('%s of %s', async (name, where, changed) => {
    const button = page.getByRole('region', { name: where }).getByRole('button', { name })
    const before = await still(both)
    const pressed = button.element().getAttribute('aria-pressed')
    await button.click()
    await comes(() => {
      const after = both()
      const differs = (one: 'loss' | 'other') => (['lines', 'x', 'y'] as const).filter((part) => JSON.stringify(before[one][part]) !== JSON.stringify(after[one][part]))
      expect({ loss: differs('loss'), other: differs('other') }).toEqual(changed)
    })
    expect(button.element().getAttribute('aria-pressed')).not.toBe(pressed)
    await button.click()
    await comes(() => expect(both()).toEqual(before))
  })

  test('log y is not offered where a value is below 0', async () => {
    mounted.store.actions.selectRun(0)
    await page.getByRole('radio', { name: 'Slots' }).click()
    await expect.element(page.getByRole('region', { name: 'Slots of the selected run' }).getByRole('button', { name: 'log y' })).toBeDisabled()
  })
})

describe('the table of results', () => {
  const rows = (): string[] => texts(mounted.place, '.results-table tbody .results-name')
  const sorting = (): (string | null)[] => [...mounted.place.querySelectorAll('.results-table thead th')].map((head) => head.getAttribute('aria-sort'))
  const names = ['Adam', 'Gradient descent', 'Sharpness-aware minimization', 'Wild']
  const now = 30
  const heads = ['Run', 'now', 'final', 'best', 'steps', '∇'] as const
  /** Computing times are there from the second race on, and no two races have the same. */
  const allHeads = [...heads, 'ms']

  /** What each column sorts by; NaN stands at the end whichever way. */
  function keysOf({ runs: found, answer }: Trace): Readonly<Record<(typeof heads)[number], readonly number[]>> {
    const of = (key: (loss: Float64Array, run: number) => number): number[] => found.map(({ loss, status }, run) => (status === 'diverged' ? Number.NaN : key(loss, run)))
    return {
      Run: [0, 1, 2, 3],
      now: of((loss) => loss[now] ?? Number.NaN),
      final: of((loss) => loss[race.steps] ?? Number.NaN),
      best: of((loss) => Math.min(...loss)),
      steps: of((loss) => loss.findIndex((value) => value <= race.tolerance)),
      '∇': found.map((_, run) => answer?.runs[run]?.gradientEvaluations ?? Number.NaN),
    }
  }

  beforeEach(async () => {
    mounted = mount(race, <ResultsTable />)
    await mounted.raced()
    mounted.store.actions.setCursor(now)
    await vi.waitUntil(() => rows().length === names.length)
  })

  test.each(heads.map((name, i) => [name, i] as const))('is sorted by "%s" when that head is pressed, and the other way when it is pressed again', async (name, index) => {
    const keys = keysOf(await mounted.raced())[name]
    const places = names.map((_, run) => run)
    const finite = places.filter((run) => !Number.isNaN(keys[run]))
    const order = (way: 1 | -1): string[] =>
      [...finite.toSorted((a, b) => way * ((keys[a] ?? 0) - (keys[b] ?? 0))), ...places.filter((run) => Number.isNaN(keys[run]))].map((run) => names[run] ?? '')
    const head = page.getByRole('columnheader').getByRole('button', { name, exact: true })
    const said = (way: string): string[] => allHeads.map((_, i) => (i === index ? way : 'none'))
    // It begins sorted by the final loss, upwards; pressing that head turns it round.
    const first = name === 'final' ? (['descending', 'ascending'] as const) : (['ascending', 'descending'] as const)
    for (const way of first) {
      await head.click()
      await comes(() => expect(sorting()).toEqual(said(way)))
      await comes(() => expect(rows()).toEqual(order(way === 'ascending' ? 1 : -1)))
    }
    expect(order(1)).not.toEqual(order(-1))
  })
})

describe('a toggle of the contour plot', () => {
  const stage = (): Element | null => mounted.place.querySelector('.plot-layers')
  const seen = () => ({ canvases: canvases(stage()), facts: texts(stage(), '.plot-facts dt'), key: texts(stage(), '.plot-arrow-key span:not([aria-hidden])') })

  beforeEach(async () => {
    mounted = mount(race, <PlotArea />, { width: '900px', height: '600px', display: 'flex', flexDirection: 'column' })
    await mounted.raced()
    mounted.store.actions.setCursor(20)
    await vi.waitUntil(() => canvases(stage()).length === 3, { timeout: 20_000 })
  })

  const [nothing, head] = [[false, false, false], [false, false, true]]
  const facts = ['loss', '|∇f|', 'λ of Hessian', 'stable lr <']
  test.each([
    ['Names', head, []],
    ['Arrows', head, []],
    ['Curvature', head, []],
    ['Facts', nothing, facts],
  ])('%s', async (name, painted, said) => {
    const button = page.getByRole('button', { name, exact: true })
    if (seen().facts.length > 0) await page.getByRole('button', { name: 'Facts', exact: true }).click()
    const before = await still(seen)
    await button.click()
    await comes(() => {
      const after = seen()
      expect(after.canvases.map((picture, i) => picture !== before.canvases[i])).toEqual(painted)
      expect(after.facts).toEqual(said)
    })
    await button.click()
    await comes(() => expect(seen()).toEqual(before))
  })

  test('zoom buttons and their keys show another part, and all of it again', async () => {
    const ticks = (): readonly string[] => texts(stage(), '.xtick text, .ytick text')
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const before = await still(ticks)
    expect(before.length).toBeGreaterThan(4)
    const shown: (readonly string[])[] = [before]
    const changes = async (act: () => Promise<void>): Promise<void> => {
      await act()
      await comes(() => expect(shown).not.toContainEqual(ticks()))
      shown.push(await still(ticks))
    }
    await changes(() => button('Zoom in').click())
    for (const key of ['{ArrowRight}', '{ArrowUp}', '+']) await changes(() => userEvent.keyboard(key))
    await button('Show all').click()
    await comes(() => expect(ticks()).toEqual(before))
    await changes(() => button('Zoom out').click())
    await userEvent.keyboard('0')
    await comes(() => expect(ticks()).toEqual(before))
    await expect.element(button('Show all')).not.toBeInTheDocument()
  })

  test('Arrows are explained beside the facts, which follow the cursor', async () => {
    const value = (): string => texts(stage(), '.plot-facts dd')[0] ?? ''
    if (seen().facts.length === 0) await page.getByRole('button', { name: 'Facts', exact: true }).click()
    await page.getByRole('button', { name: 'Arrows', exact: true }).click()
    await comes(() => expect(seen().key).toEqual(['→ −gradient', '→ momentum', '→ next update']))
    const before = value()
    mounted.store.actions.setCursor(60)
    await comes(() => expect(value()).not.toBe(before))
  })
})

test('log height draws the surface another way', async () => {
  mounted = mount({ ...race, view: 'surface' }, <PlotArea />, { width: '600px', height: '500px', display: 'flex', flexDirection: 'column' })
  await mounted.raced()
  await comes(() => expect(mounted.place.querySelector('.plot-graph canvas')).not.toBeNull())
  const picture = (): Promise<string> => graphPicture(mounted.place.querySelector<HTMLElement>('.plot-graph') ?? mounted.place, { width: 150, height: 120, scale: 1 })
  const button = page.getByRole('button', { name: 'Log height' })
  const before = await picture()
  await button.click()
  await comes(async () => expect(await picture()).not.toBe(before))
  await button.click()
  await comes(async () => expect(await picture()).toBe(before))
})
