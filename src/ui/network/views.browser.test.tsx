// The middle and the bottom of the Network tab in a real browser, on a store that does what the test says.
import '@mantine/core/styles.css'
import '../layout.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { NetworkEngine, TrainOptions } from '../../store/network-types.ts'
import { theme } from '../theme.ts'
import { ToastProvider } from '../toast.tsx'
import type { ConfusionAnswer } from './answers.ts'
import { NetworkProvider } from './network-context.tsx'
import { NetworkCurves } from './NetworkCurves.tsx'
import { NetworkResults } from './NetworkResults.tsx'
import { NetworkTransport } from './NetworkTransport.tsx'
import { fakeNetwork, fakeRun, fakeScenario, fakeTrace } from './testing.ts'
import type { FakeNetwork } from './testing.ts'
import { NetworkViews } from './views/NetworkViews.tsx'

let root: Root
let place: HTMLElement
let network: FakeNetwork

beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'))
  Object.assign(place.style, { position: 'fixed', inset: '0', display: 'grid', gridTemplateRows: '380px 60px 200px auto' })
})

afterEach(() => {
  root.unmount()
  place.remove()
})

async function show(engine: Partial<NetworkEngine> = {}): Promise<void> {
  network = fakeNetwork(engine)
  network.give(fakeTrace([fakeRun(3, 0.4), fakeRun(3, 0.1, { status: 'diverged', stoppedAt: 3 })]))
  root = createRoot(place)
  root.render(
    <MantineProvider theme={theme}>
      <NetworkProvider store={network.store}>
        <ToastProvider>
          <section className="panel"><NetworkViews /></section>
          <section className="panel"><NetworkTransport /></section>
          <section className="panel"><NetworkCurves /></section>
          <section className="panel"><NetworkResults /></section>
        </ToastProvider>
      </NetworkProvider>
    </MantineProvider>,
  )
  await vi.waitUntil(() => place.querySelector('.results-table tbody tr') !== null)
}

/** Left half of the picture is class 0, right half class 1. */
const halves: NetworkEngine['decision'] = ({ runs, size }) => {
  const value = Float32Array.from({ length: size * size }, (_, i) => Number(i % size >= size / 2))
  return Promise.resolve({ entry: 2, value: runs.map(() => value), chosen: runs.map(() => Uint8Array.from(value)) })
}

describe('looks into the training', () => {
  test('are asked one at a time, and the newest waits', async () => {
    const asked: ((answer: ConfusionAnswer) => void)[] = []
    await show({ confusion: ({ run }) => (run === 0 ? new Promise((resolve) => asked.push(resolve)) : Promise.resolve({ entry: 2, counts: Int32Array.of(1, 0, 0, 1) })) })
    await page.getByRole('button', { name: 'Confusion' }).click()
    await vi.waitUntil(() => asked.length === 1)
    for (let lookVersion = 1; lookVersion <= 5; lookVersion += 1) network.set({ lookVersion })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(asked).toHaveLength(1)
    asked[0]?.({ entry: 2, counts: Int32Array.of(7, 2, 0, 5) })
    await vi.waitUntil(() => asked.length === 2)
    // The last answer stays while the next is under way.
    await expect.element(page.getByRole('cell', { name: '7', exact: true })).toBeVisible()
    await expect.element(page.getByText('left taken for right, 2 times')).toBeVisible()
    await expect.element(page.getByRole('cell', { name: '78 %' })).toBeVisible()
  })

  test('say why there is no answer', async () => {
    await show({ decision: () => Promise.reject(new Error('this network cannot be asked')) })
    await expect.element(page.getByRole('alert')).toHaveTextContent('this network cannot be asked')
  })
})

describe('the decision surface', () => {
  test('has the colour of the class that the network says', async () => {
    await show({ decision: halves })
    const canvas = (): HTMLCanvasElement => place.querySelector('.net-large canvas') ?? document.createElement('canvas')
    const at = (u: number): Uint8ClampedArray => {
      const { width, height } = canvas()
      return canvas().getContext('2d')?.getImageData(Math.round(u * width), Math.round(0.5 * height), 1, 1).data ?? new Uint8ClampedArray(4)
    }
    await vi.waitUntil(() => (at(0.3)[3] ?? 0) === 255)
    const [left, right] = [at(0.3), at(0.8)]
    expect(left[2]).toBeGreaterThan(left[0] ?? 0)
    expect(right[0]).toBeGreaterThan(right[2] ?? 0)
  })

  test('is drawn of every visible run, and a click makes a small one the selected', async () => {
    await show({ decision: halves })
    expect(place.querySelectorAll('.net-multiples figure')).toHaveLength(2)
    await userEvent.click(place.querySelector('.net-others button') ?? place)
    expect(network.store.getState().selectedRun).toBe(1)
    network.set({ scenario: { ...fakeScenario, runs: fakeScenario.runs.map((run, i) => ({ ...run, hidden: i === 1 })) } })
    await vi.waitUntil(() => place.querySelectorAll('.net-multiples figure').length === 1)
  })
})

describe('the transport', () => {
  test.each([
    ['{ }', 'play'],
    ['{ArrowRight}', 'batch'],
    ['{Shift>}{ArrowRight}{/Shift}', 'epoch'],
    ['{Home}', 'reset'],
  ])('key %s: %s', async (keys, action) => {
    await show()
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    await userEvent.keyboard(keys)
    expect(network.done).toEqual([action])
  })

  test('pauses with the same key while it plays', async () => {
    await show()
    network.set({ status: 'playing' })
    await expect.element(page.getByRole('button', { name: 'Pause (Space)' })).toBeVisible()
    await userEvent.keyboard('{ }')
    expect(network.done).toEqual(['pause'])
  })

  test('says how far it is, and takes a pace', async () => {
    await show()
    await expect.element(page.getByText('epoch 1 / 4')).toBeVisible()
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Pace' }), '5')
    expect(network.done).toEqual(['pace 5'])
  })
})

describe('curves and results', () => {
  test('show the numbers of all runs, the diverged one last', async () => {
    await show()
    const rows = (): (string | null)[] => [...place.querySelectorAll('.results-table tbody tr')].map((row) => row.querySelector('.results-name')?.textContent ?? null)
    expect(rows()).toEqual(['Adam', 'Gradient descent'])
    await expect.element(page.getByText('diverged at step 3').first()).toBeVisible()
    await expect.element(page.getByText(/the same batches of 16 in the same order; the same first weights; rates set by hand, not tuned/)).toBeVisible()
  })

  test('are drawn again at most once per animation frame, however often numbers arrive', async () => {
    await show()
    const strokes = vi.spyOn(CanvasRenderingContext2D.prototype, 'clearRect')
    for (let entries = 3; entries < 60; entries += 1) network.give(fakeTrace([fakeRun(entries, 0.4), fakeRun(entries, 0.1)]))
    await vi.waitUntil(() => strokes.mock.calls.length > 0)
    await new Promise((resolve) => setTimeout(resolve, 300))
    // Two curve canvases, each perhaps twice: once for the frame, once more for a change of the styles' identity.
    expect(strokes.mock.calls.length).toBeLessThanOrEqual(4)
    strokes.mockRestore()
  })

  test('read out the values under the pointer', async () => {
    await show()
    const stage = place.querySelector('.curve-stage')
    const { left, top, width, height } = stage?.getBoundingClientRect() ?? new DOMRect()
    stage?.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: left + width / 2, clientY: top + height / 2 }))
    await vi.waitUntil(() => place.querySelector('.curve-readout') !== null)
    expect(place.querySelector('.curve-readout')?.textContent).toContain('Adam, validation')
  })
})

describe('a sweep', () => {
  interface Started {
    readonly runs: number
    readonly options: TrainOptions
    readonly finish: (answer: Awaited<ReturnType<NetworkEngine['train']>>) => void
  }

  async function sweeping(): Promise<Started[]> {
    const started: Started[] = []
    await show({
      train: (scenario, options) =>
        new Promise((resolve, reject) => {
          started.push({ runs: scenario.runs.length, options, finish: resolve })
          options.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        }),
    })
    return started
  }

  /** Networks of one group; each loss is its place among them, from 1, divided by the place among the judgements. */
  function judge({ runs, options }: Started, places: number): void {
    const all = Array.from({ length: runs }, (_, run) => run)
    const group = { runs: all, refused: null, params: 13, tensors: [], steps: 4, epochSteps: [1, 1, 1, 1] }
    options.onFrame({ kind: 'built', device: 'webgpu', precision: 'float32', adapter: 'a card', reason: 'One fused kernel.', groups: [group], train: 2, validation: 2, metric: 'accuracy' })
    for (let place = 0; place < places; place += 1) {
      const validationLoss = Float64Array.from(all, (run) => (run + 1) / (place + 1))
      options.onFrame({ kind: 'race', runs: all, places: [place, place], step: place, epoch: place / 15, validationLoss, validationMetric: validationLoss.map(() => 0.5), seconds: 0.1 * place })
    }
  }

  test('trains all cells in a session of its own, and ends when it is cancelled', async () => {
    const started = await sweeping()
    network.set({ scenario: { ...fakeScenario, view: 'sweep' } })
    await page.getByRole('button', { name: 'Train 20 runs like Adam' }).click()
    await vi.waitUntil(() => started.length === 1)
    expect(started[0]?.runs).toBe(20)
    expect(started[0]?.options.session).not.toBe(0)
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(started[0]?.options.signal.aborted).toBe(true)
    await expect.element(page.getByText(/Ended before its last epoch/)).toBeVisible()
  })

  test('of 1 024 networks is one click away, and is drawn on two canvases while it runs', async () => {
    const started = await sweeping()
    network.set({ scenario: { ...fakeScenario, view: 'sweep' } })
    await page.getByRole('button', { name: '1024 networks' }).click()
    await vi.waitUntil(() => started.length === 1)
    const [sweep] = started
    if (sweep === undefined) throw new Error('no sweep')
    expect(sweep.runs).toBe(1024)
    judge(sweep, 31)
    await expect.element(page.getByText(/epoch 2 \/ 4 · .* network updates\/s · \d+ s left/)).toBeVisible()
    expect(place.querySelectorAll('.net-sweep-found canvas')).toHaveLength(2)
    // Not an element for each cell.
    expect(place.querySelectorAll('.net-sweep-found *').length).toBeLessThan(300)
    judge(sweep, 61)
    sweep.finish({ seconds: 6, runs: Array.from({ length: 1024 }, () => ({ status: 'finished', stoppedAt: 4 })) })
    await expect.element(page.getByText(/^1024 networks in 6 s, .* network updates\/s/)).toBeVisible()
    await expect.element(page.getByText('One fused kernel.')).toBeVisible()
  })

  test('is walked over with the keyboard, and a cell gives the run its values', async () => {
    const started = await sweeping()
    const scenario = { ...fakeScenario, view: 'sweep', sweep: { x: { param: 'lr', values: [0.1, 0.2] }, y: { param: 'run', values: [1, 2] }, seeds: 2 } } as const
    network.set({ scenario })
    await page.getByRole('button', { name: 'Train 8 networks' }).click()
    await vi.waitUntil(() => started.length === 1)
    const [sweep] = started
    if (sweep === undefined) throw new Error('no sweep')
    judge(sweep, 2)
    const map = page.getByRole('application')
    await expect.element(page.getByText('best 0.75 at lr 0.1, Adam')).toBeVisible()
    map.element().focus()
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp']) await userEvent.keyboard(`{${key}}`)
    // Networks 5 and 6 of 8 are its two seeds: half of their mean.
    await expect.element(page.getByText('lr 0.1, Gradient descent: 2.75')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    expect(network.store.getState().scenario.runs.map((run) => run.hyper?.['lr'])).toEqual([0.01, 0.1])
    expect(network.done).toContain('select 1')
  })

  test('says when it would be too large, and takes a range', async () => {
    await sweeping()
    const side = (param: string) => ({ param, min: 0.1, max: 0.9, count: 40, scale: 'linear' }) as const
    network.set({ scenario: { ...fakeScenario, view: 'sweep', sweep: { x: side('beta1'), y: side('beta2') } } })
    await expect.element(page.getByRole('alert')).toHaveTextContent('1600 networks are too many')
    await expect.element(page.getByRole('button', { name: 'Train 1600 runs like Adam' })).toBeDisabled()
    await page.getByRole('textbox', { name: 'How many values of beta2' }).fill('5')
    await expect.element(page.getByRole('button', { name: 'Train 200 runs like Adam' })).toBeEnabled()
    await page.getByRole('textbox', { name: 'beta1 to' }).fill('0.05')
    await expect.element(page.getByText('expected min below max, got 0.1 and 0.05')).toBeVisible()
  })

  test('refuses a cell that cannot be trained, with the reason', async () => {
    await show()
    network.set({ scenario: { ...fakeScenario, view: 'sweep', sweep: { x: { param: 'lr', values: [0.1, -1] } } } })
    await page.getByRole('button', { name: 'Train 2 runs like Adam' }).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('expected a number')
  })
})
