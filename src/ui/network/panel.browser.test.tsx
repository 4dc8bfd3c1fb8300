// Both tabs' frame and the left side of the Network tab in a real browser, on real stores. The data are made for real, the
// trainings never end: nothing here waits for them.
import '@mantine/core/styles.css'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { describeData } from '../../engine/network/describe-data.ts'
import { loadTable } from '../../engine/network/load-dataset.ts'
import { prepare } from '../../engine/network/prepare.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import { defaultNetworkScenario } from '../../scenario/network/defaults.ts'
import { readCsv } from '../../scenario/network/csv.ts'
import type { NetworkScenario } from '../../scenario/network/types.ts'
import { defaultStrategyScenario } from '../../scenario/strategies/defaults.ts'
import { createAppStore } from '../../store/app-store.ts'
import type { AppStore } from '../../store/app-store.ts'
import { createDiagnosticsStore } from '../../store/diagnostics-store.ts'
import type { Engine } from '../../store/engine-port.ts'
import { createModeStore } from '../../store/mode.ts'
import type { ModeStore } from '../../store/mode.ts'
import { createNetworkStore } from '../../store/network-store.ts'
import type { LiveNetworkStore } from '../../store/network-store.ts'
import type { NetworkEngine } from '../../store/network-types.ts'
import { createStrategyStore } from '../../store/strategy-store.ts'
import { createPageStore } from '../../store/page-store.ts'
import { createRecoveries } from '../../store/recoveries.ts'
import { createUpdates } from '../../store/updates.ts'
import { fakeNetworkEngine, fakeStrategyEngine, noLessons } from '../../store/testing.ts'
import { App } from '../App.tsx'

const never = (): Promise<never> => new Promise(() => undefined)
const engine: Engine = { rollout: never, devices: never, surface: never, probe: never, summary: never, band: never }
/** Iris cannot be had here, and MNIST never quite arrives. */
const data: NetworkEngine['data'] = async ({ dataset, seed }, { signal, onFrame }) => {
  if (dataset.id === 'iris') throw new Error('iris.csv could not be loaded: the server answered 404.')
  if (dataset.id === 'mnist') {
    onFrame({ kind: 'load', done: 25, total: 100 })
    return never()
  }
  const table = await loadTable(dataset, seed, { fetchFile: never, onProgress: () => undefined, signal })
  return describeData(prepare(table, { ...dataset, seed }))
}

const readAtOnce: NetworkEngine['csv'] = async (bytes, options) => readCsv(bytes, options)
let csv = readAtOnce

let landscape: AppStore
let network: LiveNetworkStore
let mode: ModeStore
let root: Root
let place: HTMLElement

const now = (): NetworkScenario => network.getState().scenario
const panel = () => page.getByRole('region', { name: 'What is trained' })

beforeEach(async () => {
  await page.viewport(1280, 900)
  landscape = createAppStore({ engine, initial: defaultScenario })
  network = createNetworkStore({ engine: { ...fakeNetworkEngine().engine, data, csv: (bytes, options) => csv(bytes, options) }, initial: defaultNetworkScenario })
  mode = createModeStore('network')
  place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
  const strategy = createStrategyStore({ engine: fakeStrategyEngine().engine, initial: defaultStrategyScenario })
  root.render(<App parts={landscape} network={network} strategy={strategy} mode={mode} lessons={noLessons()} page={createPageStore()} updates={createUpdates(() => undefined)} rest={Promise.resolve()} history={{ load: never, loaded: never() }} diagnostics={createDiagnosticsStore(never)} recoveries={createRecoveries()} />)
  network.begin()
  await vi.waitUntil(() => network.getState().data !== null && place.querySelector('.network-part') !== null, { timeout: 30_000 })
})

afterEach(() => {
  root.unmount()
  place.remove()
})

describe('the tabs', () => {
  test('are chosen in the header, and undo belongs to the one on the screen', async () => {
    await page.getByRole('textbox', { name: 'Epochs' }).fill('7')
    await page.getByRole('button', { name: 'Landscape', exact: true }).click()
    await expect.element(page.getByRole('region', { name: 'Problem' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled()
    await page.getByRole('button', { name: 'Network', exact: true }).click()
    await expect.element(panel()).toBeVisible()
    expect(now().epochs).toBe(7)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    expect(now().epochs).toBe(defaultNetworkScenario.epochs)
  })

  test('follow an example, which says what to look for', async () => {
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.getByRole('button', { name: /^x² from 10/ }).click()
    expect(mode.getState().mode).toBe('landscape')
    expect(landscape.getState().scenario.start).toEqual([10, 0])
    await expect.element(page.getByRole('complementary', { name: 'What to look for' })).toHaveTextContent('multiplies x by 0.8')
  })
})

describe('the data', () => {
  test('are chosen with the arrow keys, and bring the loss that suits them', async () => {
    await page.getByRole('button', { name: 'Data: Two moons. Choose others.' }).click()
    page.getByRole('button', { name: 'Checkerboard', exact: true }).element().focus()
    await userEvent.keyboard('{ArrowRight}{Enter}')
    expect(now().dataset.id).toBe('plane')
    expect(now().loss.id).toBe('mse')
  })

  test('have a slider for each of their numbers, and say how they are divided', async () => {
    await page.getByRole('textbox', { name: 'points of Two moons' }).fill('100')
    await page.getByRole('textbox', { name: 'Train on' }).fill('0.6')
    expect(now().dataset).toMatchObject({ params: { points: 100 }, split: 0.6 })
    await expect.element(panel().getByText('60 rows to train on, 40 for validation.')).toBeVisible()
  })

  test('with a refused number run on as they are', async () => {
    await page.getByRole('textbox', { name: 'noise of Two moons' }).fill('-1')
    await expect.element(page.getByText('expected a number of at least 0')).toBeVisible()
    expect(now()).toBe(network.getState().scenario)
    expect(now().dataset).toEqual(defaultNetworkScenario.dataset)
  })
})

describe('data that have to be loaded', () => {
  const choose = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name: /^Data: / }).click()
    await page.getByRole('dialog').getByRole('button', { name }).click()
  }

  test('show how far they are', async () => {
    await choose(/MNIST/)
    await expect.element(page.getByRole('progressbar', { name: 'Loading the data' })).toHaveAttribute('value', '25')
    await expect.element(panel().getByText('280 rows to train on')).toBeVisible()
  })

  test('and cannot be had are told in one sentence, the earlier ones still on the screen', async () => {
    await choose(/Iris/)
    await expect.element(page.getByRole('alert')).toHaveTextContent('iris.csv could not be loaded: the server answered 404.')
    await expect.element(panel().getByText('280 rows to train on')).toBeVisible()
  })
})

describe('points drawn by hand', () => {
  const field = () => page.getByRole('button', { name: /^Field: place a point/ })

  beforeEach(async () => {
    await page.getByRole('button', { name: /^Data: / }).click()
    await page.getByRole('button', { name: 'Draw your own points' }).click()
    await vi.waitUntil(() => place.querySelector('.draw-field') !== null)
  })

  test('are trained on as soon as there are two of two classes, and one undo takes one back', async () => {
    for (const x of [40, 60]) await field().click({ position: { x, y: 40 } })
    expect(now().dataset.id).toBe('moons')
    await expect.element(page.getByText('until then the earlier data run on')).toBeVisible()
    await page.getByRole('radiogroup', { name: 'Class to place' }).getByText('B', { exact: true }).click()
    for (const x of [140, 160, 180]) await field().click({ position: { x, y: 140 } })
    expect(now().dataset.own?.targets).toEqual(['A', 'A', 'B', 'B', 'B'])
    expect(now().loss.id).toBe('bce_logits')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    expect(now().dataset.own?.targets).toEqual(['A', 'A', 'B', 'B'])
  })

  test('can be placed with the keyboard alone', async () => {
    field().element().focus()
    await userEvent.keyboard('{Enter}{ArrowUp}{Enter}b{Shift>}{ArrowRight}{/Shift}{Enter}{ArrowDown}{Enter}')
    expect(now().dataset.own).toMatchObject({ rows: [[0, 0], [0, 0.05], [0.25, 0.05], [0.25, 0]], targets: ['A', 'A', 'B', 'B'] })
    await userEvent.keyboard('{Backspace}')
    await expect.element(page.getByText('3 points')).toBeVisible()
  })
})

describe('a file', () => {
  const use = async (text: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Text of a CSV' }).fill(text)
    await page.getByRole('button', { name: 'Use this text' }).click()
  }
  const rows = Array.from({ length: 12 }, (_, i) => `${i},${i % 5},${i % 2 === 0 ? 'cat' : 'dog'}`)
  const good = ['height,legs,kind', ...rows, ',4,cat'].join('\n')

  beforeEach(async () => {
    csv = readAtOnce
    await page.getByRole('button', { name: /^Data: / }).click()
    await page.getByRole('button', { name: 'Your own CSV' }).click()
    await page.getByText('Paste text instead').click()
  })

  test('is read with its kinds, its target and the rows that were left out', async () => {
    await use(good)
    await expect.poll(() => now().dataset.own).toMatchObject({ columns: ['height', 'legs'], target: 'kind' })
    await expect.element(page.getByText('12 rows and 3 columns are used')).toBeVisible()
    await page.getByText('1 row was left out').click()
    await expect.element(page.getByText(/^Row 14 has no value in column "height"/)).toBeVisible()
  })

  test('can predict another column', async () => {
    await use(good)
    await page.getByRole('combobox', { name: 'Predict' }).selectOptions('height')
    await expect.poll(() => now().dataset.own).toMatchObject({ target: 'height', columns: ['legs', 'kind=cat', 'kind=dog'] })
    expect(now().loss.id).toBe('mse')
  })

  test.each([
    ['nothing but names', 'a,b,c'],
    ['one class', 'a,kind\n1,cat\n2,cat\n3,cat\n4,cat\n5,cat'],
    ['a word among numbers', `a,b\n${Array.from({ length: 40 }, (_, i) => `${i},${i}`).join('\n')}\nx,2`],
    ['NaN', `a,b\n${Array.from({ length: 40 }, (_, i) => `${i},${i}`).join('\n')}\nNaN,2`],
  ])('with %s is refused in one sentence, and the earlier data stay', async (_, text) => {
    await use(good)
    await expect.element(page.getByText('12 rows and 3 columns are used')).toBeVisible()
    const before = now()
    await use(text)
    await expect.element(panel().getByRole('alert')).toHaveTextContent(/\. The earlier data are kept\.$/)
    expect(now()).toBe(before)
  })

  describe('that takes long', () => {
    const answers: (() => void)[] = []
    beforeEach(() => {
      answers.length = 0
      csv = (bytes, options) => new Promise((resolve) => answers.push(() => resolve(readCsv(bytes, options))))
    })
    const reading = () => page.getByText('Reading the file…')

    test('gives way to a newer one, whichever is read first', async () => {
      await use(good)
      await expect.element(reading()).toBeVisible()
      await use(good.replaceAll('legs', 'tails'))
      answers[1]?.()
      await expect.poll(() => now().dataset.own?.columns).toEqual(['height', 'tails'])
      answers[0]?.()
      await expect.element(reading()).not.toBeInTheDocument()
      expect(now().dataset.own?.columns).toEqual(['height', 'tails'])
    })

    test('gives way to data that were chosen meanwhile, and not to a moved slider', async () => {
      await use(good)
      network.actions.edit((scenario) => ({ ...scenario, epochs: 7 }))
      answers[0]?.()
      await expect.poll(() => now().dataset.own?.columns).toEqual(['height', 'legs'])
      await use(good.replaceAll('legs', 'tails'))
      network.actions.edit((scenario) => ({ ...scenario, dataset: { ...scenario.dataset, own: undefined, id: 'circles', params: {} } }))
      answers[1]?.()
      await expect.element(reading()).not.toBeInTheDocument()
      expect(now().dataset).toMatchObject({ id: 'circles' })
    })

    test('and is never read, because the worker could not be had, says so and keeps the earlier data', async () => {
      csv = () => Promise.reject(new Error('The worker could not be started.'))
      const before = now()
      await use(good)
      await expect.element(panel().getByRole('alert')).toHaveTextContent('The worker could not be started. The earlier data are kept.')
      expect(now()).toBe(before)
    })
  })
})

describe('the model', () => {
  test('has layers that come, go and change', async () => {
    await page.getByRole('button', { name: 'Add a layer' }).click()
    await page.getByRole('textbox', { name: 'Units of hidden layer 3' }).fill('5')
    expect(now().model.hidden).toEqual([8, 8, 5])
    await page.getByRole('button', { name: 'Remove layer 1' }).click()
    expect(now().model.hidden).toEqual([8, 5])
    await page.getByRole('textbox', { name: 'Units of hidden layer 1' }).fill('0')
    await expect.element(page.getByText('expected a whole number from 1 to 1024')).toBeVisible()
    expect(now().model.hidden).toEqual([8, 5])
  })

  test('takes one’s own activation, and keeps a wrong one with the place of the mistake', async () => {
    await page.getByRole('combobox', { name: 'Activation' }).selectOptions('your own')
    expect(now().model.activation).toEqual({ formula: 'tanh(z)' })
    await page.getByRole('textbox', { name: 'f(z)' }).fill('max(z, q)')
    await expect.element(page.getByText('unknown name "q"')).toBeVisible()
    expect(place.querySelector('.caret-mark')?.textContent).toBe('max(z, q)\n       ^')
    await page.getByRole('textbox', { name: 'f(z)' }).fill('max(z, 0)')
    expect(now().model.activation).toEqual({ formula: 'max(z, 0)' })
  })
})

describe('the loss', () => {
  test('of the list has its numbers, and becomes one’s own with them as first lines', async () => {
    await page.getByRole('combobox', { name: 'Minimise' }).selectOptions('Focal')
    await page.getByRole('textbox', { name: 'gamma of Focal' }).fill('3')
    expect(now().loss).toMatchObject({ id: 'focal', params: { gamma: 3 } })
    await page.getByRole('combobox', { name: 'Minimise' }).selectOptions('your own')
    expect(now().loss.formula).toMatch(/^gamma = 3\nalpha = -1\n/)
  })

  test('takes penalties', async () => {
    await page.getByRole('textbox', { name: 'L2 penalty' }).fill('0.01')
    expect(now().loss.l2).toBe(0.01)
  })
})

describe('the training', () => {
  test('has batches of all rows, growing batches and an early end', async () => {
    await page.getByRole('checkbox', { name: 'Batch: all rows' }).click()
    expect(now().batch).toBe('all')
    await page.getByRole('switch', { name: 'Growing batch' }).click({ force: true })
    await page.getByRole('switch', { name: 'Stop early' }).click({ force: true })
    expect(now()).toMatchObject({ growth: { factor: 2, every: 10 }, patience: 10 })
  })

  test('lets a run have a batch size and layers of its own, where a landscape’s has its start', async () => {
    await page.getByRole('button', { name: 'Everything about Adam' }).click()
    await expect.element(page.getByRole('switch', { name: 'Own start' })).not.toBeInTheDocument()
    await page.getByRole('switch', { name: 'Own batch size' }).click({ force: true })
    await page.getByRole('switch', { name: 'Own layers' }).click({ force: true })
    await page.getByRole('textbox', { name: 'hidden layers of Adam' }).fill('16 x 4')
    expect(now().runs[0]).toMatchObject({ batch: 16, widths: [16, 4] })
  })
})
