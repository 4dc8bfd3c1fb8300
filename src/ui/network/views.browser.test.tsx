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
  test('trains all cells in a session of its own, and ends when it is cancelled', async () => {
    const started: { readonly runs: number; readonly options: TrainOptions }[] = []
    await show({
      train: (scenario, options) =>
        new Promise((_, reject) => {
          started.push({ runs: scenario.runs.length, options })
          options.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        }),
    })
    network.set({ scenario: { ...fakeScenario, view: 'sweep' } })
    await page.getByRole('button', { name: 'Train 20 runs like Adam' }).click()
    await vi.waitUntil(() => started.length === 1)
    expect([started[0]?.runs, started[0]?.options.session]).toEqual([20, 1])
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(started[0]?.options.signal.aborted).toBe(true)
    await expect.element(page.getByText(/Ended before its last epoch/)).toBeVisible()
  })

  test('refuses a cell that cannot be trained, with the reason', async () => {
    await show()
    network.set({ scenario: { ...fakeScenario, view: 'sweep', sweep: { x: { param: 'lr', values: [0.1, -1] } } } })
    await page.getByRole('button', { name: 'Train 2 runs like Adam' }).click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('expected a number')
  })
})
