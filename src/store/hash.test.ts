import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { encodeLink } from '../scenario/link.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import { encodeAny } from '../scenario/network/link.ts'
import { defaultStrategyScenario } from '../scenario/strategies/defaults.ts'
import { createAppStore } from './app-store.ts'
import { readHash, syncHash } from './hash.ts'
import type { HashWindow } from './hash.ts'
import { readLesson } from '../scenario/lessons/read.ts'
import { createLessonStore } from './lesson-store.ts'
import { createModeStore } from './mode.ts'
import { createNetworkStore } from './network-store.ts'
import { createStrategyStore } from './strategy-store.ts'
import { fakeEngine, fakeNetworkEngine, fakeStrategyEngine } from './testing.ts'

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
  const network = createNetworkStore({ engine: fakeNetworkEngine().engine, initial: defaultNetworkScenario })
  const strategy = createStrategyStore({ engine: fakeStrategyEngine().engine, initial: defaultStrategyScenario })
  const mode = createModeStore()
  const lessons = createLessonStore({ load: async () => ({ lessons: [lesson()], read: readLesson }), show: store.actions.open, storage: { getItem: () => null, setItem: () => undefined } })
  const goTo = (next: string): void => {
    location.hash = next
    target.dispatchEvent(new Event('hashchange'))
  }
  return { target, written, store, network, strategy, mode, lessons, goTo, stop: syncHash({ landscape: store, network, strategy, mode, lessons }, target) }
}
function lesson() {
  const scene = '```scene\n{ "kind": "landscape", "landscape": "sphere", "runs": [{ "optimizer": "sgd" }] }\n```'
  const { lesson: found, problem } = readLesson('bowls', `---\ntitle: a\nidea: b\n---\n## One\n${scene}\n## Two\n`)
  if (!found) throw new Error(problem)
  return found
}
const seeded = (seed: number) => ({ ...defaultScenario, seed })
const seededNetwork = (seed: number) => ({ ...defaultNetworkScenario, seed })
const opening = { mode: 'landscape', landscape: defaultScenario, network: defaultNetworkScenario, strategy: defaultStrategyScenario, lesson: null, problems: [] }

describe('readHash', () => {
  test.each(['', '#'])('%j is the default race', (hash) => {
    expect(readHash(setup(hash).target)).toEqual(opening)
  })

  test('a link is its scenario', () => {
    expect(readHash(setup(`#${encodeLink(seeded(5))}`).target)).toEqual({ ...opening, landscape: seeded(5) })
  })

  test('a link to networks is their half of the page, with the default race in the other', () => {
    expect(readHash(setup(`#${encodeAny(seededNetwork(5))}`).target)).toEqual({ ...opening, mode: 'network', network: seededNetwork(5) })
  })

  test('a link to a strategy is its tab', () => {
    const { mode, strategy, landscape } = readHash(setup('#v1&kind=strategy&strategy=quantization&bits=4').target)
    expect([mode, strategy.settings['bits'], landscape]).toEqual(['strategy', 4, defaultScenario])
  })

  test('a link to networks that cannot be read is their half of the page with a sentence', () => {
    const link = '#v1&kind=network&data=moonz'
    const { mode, problems, network } = readHash(setup(link).target)
    expect({ mode, network }).toEqual({ mode: 'network', network: defaultNetworkScenario })
    expect(problems[0]).toMatchObject({ path: 'link', detail: link })
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

  test('writes what is on the screen, and only that', () => {
    const { store, network, mode, written } = setup()
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

  test('a link to networks in a new address brings their half onto the screen, a link to a race the other', () => {
    const { store, network, mode, written, goTo } = setup()
    goTo(`#${encodeAny(seededNetwork(9))}`)
    expect([mode.getState().mode, network.getState().scenario.seed, store.getState().scenario.seed]).toEqual(['network', 9, 1])
    goTo(`#${encodeLink(seeded(4))}`)
    expect([mode.getState().mode, network.getState().scenario.seed, store.getState().scenario.seed]).toEqual(['landscape', 9, 4])
    vi.advanceTimersByTime(1000)
    expect(written).toEqual([])
  })

  test('a link to a strategy in a new address brings its tab, and its edits are written', () => {
    const { strategy, mode, written, goTo } = setup()
    goTo('#v1&kind=strategy&strategy=quantization&bits=4&seed=1')
    expect([mode.getState().mode, strategy.getState().scenario.settings['bits']]).toEqual(['strategy', 4])
    strategy.actions.edit((scenario) => ({ ...scenario, seed: 6 }))
    vi.advanceTimersByTime(1000)
    expect(written).toEqual(['/descent/?embed#v1&kind=strategy&strategy=quantization&bits=4&seed=6'])
    goTo('#v1&kind=strategy&strategy=quantizatiom')
    expect(strategy.getState().problems).toMatchObject([{ path: 'link' }])
  })

  test('a bad link to networks is told there, and stays in the address', () => {
    const { store, network, mode, written, goTo } = setup()
    goTo('#v1&kind=network&data=moonz')
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
