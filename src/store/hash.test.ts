import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { mostUnfolded, shortenLink } from '../scenario/link-short.ts'
import { encodeLink } from '../scenario/link.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import { decodeAny, encodeAny } from '../scenario/network/link.ts'
import { defaultStrategyScenario } from '../scenario/strategies/defaults.ts'
import { createAppStore } from './app-store.ts'
import { addressOf, readHash, syncHash } from './hash.ts'
import type { HashWindow, OtherLinks } from './hash.ts'
import { readLesson } from '../scenario/lessons/read.ts'
import { createLessonStore } from './lesson-store.ts'
import { createModeStore } from './mode.ts'
import { createNetworkStore } from './network-store.ts'
import { createPageStore } from './page-store.ts'
import { shareLink } from './share-link.ts'
import { createStrategyStore } from './strategy-store.ts'
import { fakeEngine, fakeNetworkEngine, fakeStrategyEngine, settled } from './testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setup(hash = '') {
  const location = { hash, pathname: '/descent/', search: '?embed' }
  const written: string[] = []
  const target: HashWindow & EventTarget = Object.assign(new EventTarget(), {
    location,
    history: {
      replaceState: (_data: unknown, _unused: string, url: string) => {
        written.push(url)
        location.hash = url.slice(url.indexOf('#'))
      },
    },
  })
  const store = createAppStore({ engine: fakeEngine().engine, initial: defaultScenario })
  const page = createPageStore()
  const network = createNetworkStore({ engine: fakeNetworkEngine().engine, initial: defaultNetworkScenario })
  const strategy = createStrategyStore({ engine: fakeStrategyEngine().engine, initial: defaultStrategyScenario })
  const mode = createModeStore()
  const lessons = createLessonStore({ load: async () => ({ lessons: [lesson()], read: readLesson }), show: async (scene) => void store.actions.open(scene), storage: { getItem: () => null, setItem: () => undefined } })
  const goTo = (next: string): void => {
    location.hash = next
    target.dispatchEvent(new Event('hashchange'))
  }
  const links: OtherLinks = { decode: decodeAny, encode: (scenario) => shareLink(scenario).link }
  const others = Promise.resolve({ network, strategy, links })
  return { target, written, store, page, network, strategy, mode, lessons, goTo, stop: syncHash({ landscape: store, others, mode, lessons, page }, target) }
}
function lesson() {
  const scene = '```scene\n{ "kind": "landscape", "landscape": "sphere", "runs": [{ "optimizer": "sgd" }] }\n```'
  const { lesson: found, problem } = readLesson('bowls', `---\ntitle: a\nidea: b\n---\n## One\n${scene}\n## Two\n`)
  if (!found) throw new Error(problem)
  return found
}
const seeded = (seed: number) => ({ ...defaultScenario, seed })
const seededNetwork = (seed: number) => ({ ...defaultNetworkScenario, seed })
const opening = { mode: 'landscape', landscape: defaultScenario, other: null, lesson: null, problems: [], page: {}, pageProblems: [] }

describe('readHash', () => {
  test.each(['', '#'])('%j is the default race', (hash) => {
    expect(readHash(setup(hash).target)).toEqual(opening)
  })

  test('a link is its scenario', () => {
    expect(readHash(setup(`#${encodeLink(seeded(5))}`).target)).toEqual({ ...opening, landscape: seeded(5) })
  })

  test.each([
    ['network', '#v1&kind=network&data=moons'],
    ['network', '#v1&kind=network&data=moonz'],
    ['strategy', '#v1&kind=strategy&strategy=quantization&bits=4'],
    ['landscape', '#v1&kind=forest'],
  ])('a link to another tab (%s: %s) is left to what is loaded for it', (mode, other) => {
    expect(readHash(setup(other).target)).toEqual({ ...opening, mode, other })
  })

  test.each([
    ['#v1&landscape=sphere&run=sgd,lr=-1', 'runs[0].hyper.lr: expected a number above 0, got -1'],
    ['#v1&land', 'the link is cut off or damaged near "land"'],
  ])('%s is the default race and one sentence, with the text kept', (hash, message) => {
    expect(readHash(setup(hash).target)).toEqual({ ...opening, problems: [{ path: 'link', message, detail: hash }] })
  })
})

describe('syncHash', () => {
  test('writes once the scenario has been still for a while', () => {
    const { store, written } = setup()
    for (const seed of [2, 3, 4]) {
      store.actions.edit(() => seeded(seed))
      vi.advanceTimersByTime(200)
    }
    expect(written).toEqual([])
    vi.advanceTimersByTime(100)
    expect(written).toEqual([`/descent/?embed#${encodeLink(seeded(4))}`])
  })

  test('leaves an unreadable link in the address until something is changed', () => {
    const { store, written } = setup('#v1&land')
    store.actions.setCursor(5)
    vi.advanceTimersByTime(1000)
    expect(written).toEqual([])
  })

  test('opens the link of a new address, and does not write it back', () => {
    const { store, written, goTo } = setup()
    goTo(`#${encodeLink(seeded(9))}`)
    expect(store.getState().scenario.seed).toBe(9)
    vi.advanceTimersByTime(1000)
    expect(written).toEqual([])
  })

  test('a bad new address keeps what is on the screen and says why', () => {
    const { store, goTo } = setup()
    store.actions.edit(() => seeded(3))
    goTo('#v1&land')
    expect(store.getState().scenario.seed).toBe(3)
    expect(store.getState().problems).toMatchObject([{ path: 'link', detail: '#v1&land' }])
  })

  test('does nothing any more once it is stopped', () => {
    const { store, written, goTo, stop } = setup()
    stop()
    store.actions.edit(() => seeded(3))
    vi.advanceTimersByTime(1000)
    goTo(`#${encodeLink(seeded(9))}`)
    expect([written, store.getState().scenario.seed]).toEqual([[], 3])
  })

  test('writes what is on the screen, and only that', async () => {
    const { store, network, mode, written } = setup()
    await settled()
    network.actions.edit(() => seededNetwork(7))
    vi.advanceTimersByTime(1000)
    expect(written).toEqual([])
    mode.setMode('network')
    vi.advanceTimersByTime(1000)
    store.actions.edit(() => seeded(3))
    vi.advanceTimersByTime(1000)
    mode.setMode('landscape')
    vi.advanceTimersByTime(1000)
    expect(written.map((url) => url.slice(url.indexOf('#')))).toEqual([`#${encodeAny(seededNetwork(7))}`, `#${encodeLink(seeded(3))}`])
  })

  test('a link to networks in a new address brings their half onto the screen, a link to a race the other', async () => {
    const { store, network, mode, written, goTo } = setup()
    goTo(`#${encodeAny(seededNetwork(9))}`)
    await settled()
    expect([mode.getState().mode, network.getState().scenario.seed, store.getState().scenario.seed]).toEqual(['network', 9, 1])
    goTo(`#${encodeLink(seeded(4))}`)
    expect([mode.getState().mode, network.getState().scenario.seed, store.getState().scenario.seed]).toEqual(['landscape', 9, 4])
    vi.advanceTimersByTime(1000)
    expect(written).toEqual([])
  })

  test('a link to a strategy in a new address brings its tab, and its edits are written', async () => {
    const { strategy, mode, written, goTo } = setup()
    goTo('#v1&kind=strategy&strategy=quantization&bits=4&seed=1')
    await settled()
    expect([mode.getState().mode, strategy.getState().scenario.settings['bits']]).toEqual(['strategy', 4])
    strategy.actions.edit((scenario) => ({ ...scenario, seed: 6 }))
    vi.advanceTimersByTime(1000)
    expect(written).toEqual(['/descent/?embed#v1&kind=strategy&strategy=quantization&bits=4&seed=6'])
    goTo('#v1&kind=strategy&strategy=quantizatiom')
    await settled()
    expect(strategy.getState().problems).toMatchObject([{ path: 'link' }])
  })

  test('a bad link to networks is told there, and stays in the address', async () => {
    const { store, network, mode, written, goTo } = setup()
    goTo('#v1&kind=network&data=moonz')
    await settled()
    vi.advanceTimersByTime(1000)
    expect(mode.getState().mode).toBe('network')
    expect(network.getState().problems).toMatchObject([{ path: 'link' }])
    expect([store.getState().problems, written]).toEqual([[], []])
  })
})

describe('a lesson', () => {
  test('is read from its link', () => {
    expect(readHash(setup('#v1&lesson=bowls&step=2').target)).toEqual({ ...opening, lesson: { lesson: 'bowls', step: 2 } })
    expect(readHash(setup('#v1&lesson=bowls&step=x').target)).toMatchObject({ lesson: null, problems: [{ path: 'link' }] })
  })

  test('has the address while it is open, whatever becomes of the scene, and gives it back', async () => {
    const { lessons, store, written } = setup()
    await lessons.actions.open('bowls')
    vi.advanceTimersByTime(1000)
    store.actions.edit((scenario) => ({ ...scenario, seed: 5 }))
    vi.advanceTimersByTime(1000)
    lessons.actions.next()
    vi.advanceTimersByTime(1000)
    lessons.actions.close()
    vi.advanceTimersByTime(1000)
    expect(written.map((url) => url.slice(url.indexOf('#')))).toEqual(['#v1&lesson=bowls&step=1', '#v1&lesson=bowls&step=2', `#${encodeLink(store.getState().scenario)}`])
  })

  test('is opened by a new address, and left by another', async () => {
    const { lessons, store, goTo } = setup()
    goTo('#v1&lesson=bowls&step=2')
    await vi.advanceTimersByTimeAsync(1000)
    expect([lessons.place(), store.getState().scenario.landscape]).toEqual([{ lesson: 'bowls', step: 2 }, 'sphere'])
    goTo(`#${encodeLink(seeded(9))}`)
    expect([lessons.getState().panel, store.getState().scenario.seed]).toEqual(['closed', 9])
  })

  test('whose link is damaged says so', () => {
    const { store, lessons, goTo } = setup()
    goTo('#v1&lesson=')
    expect([lessons.getState().panel, store.getState().problems[0]?.path]).toEqual(['closed', 'link'])
  })
})

describe('settings of the page', () => {
  test('are read beside the scenario, beside a lesson and alone', () => {
    const settings = '&hide=results&theme=dark'
    const page = { hide: ['results'], theme: 'dark' }
    expect(readHash(setup(`#${encodeLink(seeded(5))}${settings}`).target)).toEqual({ ...opening, landscape: seeded(5), page })
    expect(readHash(setup(`#v1&lesson=bowls&step=2${settings}`).target)).toEqual({ ...opening, lesson: { lesson: 'bowls', step: 2 }, page })
    expect(readHash(setup(`#v1${settings}`).target)).toEqual({ ...opening, page })
  })

  test('that cannot be read leave the scenario good', () => {
    const { landscape, problems, pageProblems } = readHash(setup(`#${encodeLink(seeded(5))}&hide=resluts`).target)
    expect([landscape, problems]).toEqual([seeded(5), []])
    expect(pageProblems).toMatchObject([{ path: 'hide', message: 'unknown panel "resluts" - did you mean "results"?' }])
  })

  test('stay in the address when the scenario changes, and change with it', () => {
    const { store, page, written, goTo } = setup()
    goTo(`#${encodeLink(seeded(9))}&lock=1`)
    expect(page.getState().page).toEqual({ lock: ['problem', 'runs', 'plot'] })
    store.actions.edit(() => seeded(3))
    vi.advanceTimersByTime(1000)
    page.actions.change({ lock: undefined, present: true })
    vi.advanceTimersByTime(1000)
    expect(written.map((url) => url.slice(url.indexOf('#')))).toEqual([`#${encodeLink(seeded(3))}&lock=1`, `#${encodeLink(seeded(3))}&present=1`])
    goTo(`#${encodeLink(seeded(4))}`)
    expect(page.getState().page).toEqual({})
  })
})

describe('a short link', () => {
  test('opens what its readable form does', async () => {
    const { target } = setup(`#${shortenLink(encodeLink(seeded(5)))}&play=0`)
    expect(readHash(target, await addressOf(target))).toEqual({ ...opening, landscape: seeded(5), page: { play: false } })
  })

  test('opens in a new address, and a damaged one says so', async () => {
    const { store, goTo } = setup()
    goTo(`#${shortenLink(encodeLink(seeded(8)))}`)
    await vi.waitFor(() => expect(store.getState().scenario.seed).toBe(8))
    goTo('#v1z=AAAA')
    await vi.waitFor(() => expect(store.getState().problems).toMatchObject([{ path: 'link', message: 'the short link is cut off or damaged' }]))
    expect(store.getState().scenario.seed).toBe(8)
  })

  test('that unfolds to megabytes is the default race and one sentence', async () => {
    const { target } = setup(`#${shortenLink(`v1&f=${'x'.repeat(mostUnfolded)}`)}`)
    const { landscape, problems } = readHash(target, await addressOf(target))
    expect([landscape, problems[0]?.path]).toEqual([defaultScenario, 'link'])
    expect(problems[0]?.message).toContain('unfolds to more than')
  })

  test('is the address of a race with a long formula', async () => {
    const { store, written } = setup()
    const formula = Array.from({ length: 60 }, (_, i) => `sin(${i}*x)*cos(${i}*y)`).join(' + ')
    store.actions.edit((scenario) => ({ ...scenario, landscape: { formula, domain: [[-1, 1], [-1, 1]] }, constants: {} }))
    await vi.advanceTimersByTimeAsync(1000)
    expect(written).toHaveLength(1)
    expect(written[0]).toMatch(/#v1z=[\w-]{100,800}$/)
  })
})
