// The Strategies tab in a real browser, on a real store; the experiment is the test's own, with a block of every kind.
import '@mantine/core/styles.css'
import { MantineProvider } from '@mantine/core'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { strategies } from '../../catalog/strategies/registry.ts'
import { translate } from '../../i18n/messages.ts'
import { defaultStrategyScenario } from '../../scenario/strategies/defaults.ts'
import { createStrategyStore } from '../../store/strategy-store.ts'
import type { LiveStrategyStore } from '../../store/strategy-store.ts'
import type { Shown } from '../../store/strategy-types.ts'
import { fakeStrategyEngine } from '../../store/testing.ts'
import type { FakeExperiment } from '../../store/testing.ts'
import { theme } from '../theme.ts'
import { StrategyPage } from './StrategyPage.tsx'
import { StrategyProvider } from './strategy-context.tsx'

/** Of the catalogue of messages, so that they are known names. */
const say = (key: string) => ({ key: `strategies.page.${key}` })
const [one, two] = [say('run'), say('cancel')]
const titles = {
  curves: say('starting'), table: say('nothing'), fields: say('assumption'), histograms: say('ring'), graph: say('trouble'), matrix: say('truth'), timeline: say('taken'),
  shares: say('whose'), claim: say('checking'),
}

const blocks: Readonly<Record<Shown['block']['kind'], Shown['block']>> = {
  curves: {
    kind: 'curves', title: titles.curves, x: say('count'), y: say('value'), logX: true,
    series: [
      { name: one, style: 'line', x: Float64Array.of(1, 10, 100), y: Float64Array.of(1, 2, 3), low: Float64Array.of(0, 1, 2), high: Float64Array.of(2, 3, 4) },
      { name: two, style: 'dots', x: Float64Array.of(1, 10, 100), y: Float64Array.of(3, 2, 1) },
    ],
  },
  table: { kind: 'table', title: titles.table, columns: [say('value'), say('count')], rows: [[one, 1], [two, 0.12345]], chosen: 1 },
  fields: {
    kind: 'fields', title: titles.fields, box: [[0, 1], [0, 1]], size: 2,
    panels: [{ name: one, value: Float32Array.of(0, 1, 0, 1), chosen: Uint8Array.of(0, 1, 0, 1) }],
    points: { x: Float32Array.of(0, 1), y: Float32Array.of(0, 1), target: Float32Array.of(0, 1) },
  },
  histograms: { kind: 'histograms', title: titles.histograms, panels: [{ name: one, low: -1, high: 1, counts: Int32Array.of(1, 5, 2) }] },
  graph: {
    kind: 'graph', title: titles.graph, x: Float64Array.of(0, 1, 2), y: Float64Array.of(0, 1, 0), value: Float64Array.of(0, 0.9, 0.8),
    truth: Uint8Array.of(0, 1, 0), known: Uint8Array.of(1, 0, 0), edges: Uint16Array.of(0, 1, 1, 2),
  },
  matrix: { kind: 'matrix', title: titles.matrix, rows: 2, columns: 2, values: Float64Array.of(0, 0.5, 0.5, 1) },
  timeline: { kind: 'timeline', title: titles.timeline, lanes: [one, two], bars: [{ lane: 0, from: 0, to: 5, tone: 'forward', name: one }, { lane: 1, from: 5, to: 10, tone: 'wait', name: two }] },
  shares: { kind: 'shares', title: titles.shares, classes: ['a', 'b'], rows: [{ name: one, values: Float64Array.of(0.0001, 0.9999) }], picture: { width: 2, height: 2, values: Float32Array.of(0, 1, 1, 0) } },
  claim: { kind: 'claim', title: titles.claim, found: 0.95, against: 0.9, holds: true },
}

let store: LiveStrategyStore
let experiments: FakeExperiment[]
let root: Root
let place: HTMLElement

const experiment = (): FakeExperiment => {
  const last = experiments.at(-1)
  if (!last) throw new Error('no experiment was asked for')
  return last
}
const show = (kind: Shown['block']['kind']): void => experiment().frame({ kind: 'block', id: kind, block: blocks[kind] })
const card = (kind: keyof typeof titles) => page.getByRole('region', { name: translate(titles[kind].key), exact: true })

beforeEach(async () => {
  const fake = fakeStrategyEngine()
  experiments = fake.experiments
  store = createStrategyStore({ engine: fake.engine, initial: defaultStrategyScenario })
  place = document.body.appendChild(document.createElement('div'))
  root = createRoot(place)
  root.render(
    <MantineProvider theme={theme}>
      <StrategyProvider store={store}>
        <StrategyPage />
      </StrategyProvider>
    </MantineProvider>,
  )
  store.begin()
  await vi.waitUntil(() => document.querySelector('.strategy-list') !== null)
})

afterEach(() => {
  root.unmount()
  place.remove()
})

describe('every kind of block', () => {
  const kinds = Object.values(blocks).map(({ kind }) => kind)
  beforeEach(async () => {
    for (const kind of kinds) show(kind)
    await vi.waitUntil(() => document.querySelector('.strategy-claims') !== null)
  })

  test.each(kinds.filter((kind) => kind !== 'claim'))('%s has a card with a picture that is named, or a table', async (kind) => {
    const found = document.querySelector(`[data-kind='${kind}']`)
    expect(found?.getAttribute('aria-label')).toMatch(/\w/)
    const pictures = [...(found?.querySelectorAll('[role=img]') ?? [])]
    expect(pictures.every((picture) => /\w/.test(picture.getAttribute('aria-label') ?? ''))).toBe(true)
    expect(pictures.length + (found?.querySelectorAll('table').length ?? 0)).toBeGreaterThan(0)
    // A picture has its numbers beside it.
    expect(found?.querySelectorAll('table, details.plot-table').length).toBeGreaterThan(0)
  })

  test('the claims say in words whether they hold', async () => {
    await expect.element(page.getByRole('listitem').filter({ hasText: 'Holds' })).toHaveTextContent('found 0.95, held against 0.9')
  })

  test('the numbers of a picture can be opened with the keyboard alone', async () => {
    const summary = card('curves').getByText(/^Data table/)
    summary.element().focus()
    await expect.element(summary).toBeVisible()
    await summary.click()
    await expect.element(card('curves').getByRole('row', { name: 'Run 100 3' })).toBeVisible()
  })

  test('pointing at curves reads every series there', async () => {
    const stage = card('curves').getByRole('img')
    await stage.hover({ position: { x: Math.round(stage.element().getBoundingClientRect().width - 20), y: 60 }, force: true })
    await expect.element(page.elementLocator(document.querySelector('.curve-readout') ?? document.body)).toHaveTextContent(/Run3.*Cancel1/)
  })

  test('pointing at a matrix reads its cell', async () => {
    await card('matrix').getByRole('img').hover({ position: { x: 10, y: 10 }, force: true })
    await expect.element(card('matrix')).toHaveTextContent('Row 1, column 1: 0')
  })

  test('the chosen row says so, and small shares are not nothing', async () => {
    await expect.element(card('table').getByRole('row', { name: 'Cancel chosen 0.1235' })).toBeVisible()
    await expect.element(card('shares').getByRole('row', { name: 'Run <0.1 100' })).toBeVisible()
  })

  test('a graph is told in a sentence, with who was given and who was missed', async () => {
    await expect.element(card('graph').getByRole('img')).toHaveAccessibleName(/3 members, 2 ties, 2 on their own side/)
    expect([...document.querySelectorAll('.strategy-graph g')].map((g) => [g.getAttribute('data-known'), g.getAttribute('data-state')])).toEqual([['true', 'right'], ['false', 'right'], ['false', 'wrong']])
  })
})

describe('running', () => {
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  test('can be cancelled and begun anew, with words for how far it is', async () => {
    experiment().frame({ kind: 'progress', done: 1, total: 4 })
    await expect.element(page.getByText('Running, 25 %')).toBeVisible()
    await button('Cancel').click()
    expect(experiment().signal.aborted).toBe(true)
    await expect.element(page.getByText(/^Stopped/)).toBeVisible()
    await button('Run').click()
    expect(experiments).toHaveLength(2)
    await experiment().finish()
    await expect.element(page.getByText('Finished in 1 s')).toBeVisible()
  })

  test('that fails says why', async () => {
    await experiment().fail(new Error('could not load digits'))
    await expect.element(page.getByRole('alert')).toHaveTextContent('could not load digits')
  })

  test('goes on with a setting as it is set; what is still of the setting before says so', async () => {
    show('table')
    await expect.element(card('table')).toBeVisible()
    await page.getByRole('textbox', { name: 'seed', exact: true }).fill('5')
    await expect.poll(() => experiment().scenario.seed).toBe(5)
    await expect.element(card('table')).toHaveTextContent('of the settings before')
    show('table')
    await expect.element(card('table')).not.toHaveTextContent('of the settings before')
    await button('Defaults').click()
    expect(store.getState().scenario).toEqual(defaultStrategyScenario)
  })
})

describe.each(strategies)('$id', ({ id, name, look, assumption, params }) => {
  test('is listed with its idea, and says what to look for, what is real and what is modelled', async () => {
    const entry = page.getByRole('navigation', { name: 'Strategies' }).getByRole('button', { name })
    await entry.click()
    expect(store.getState().scenario.strategy).toBe(id)
    expect(experiment().scenario.strategy).toBe(id)
    const main = page.getByRole('region', { name: 'Experiment' })
    await expect.element(main.getByText(look)).toBeVisible()
    await expect.element(main.getByText(assumption)).toBeVisible()
    for (const param of params) await expect.element(page.getByLabelText(`${param.name} of ${name}`).first()).toBeInTheDocument()
  })
})
