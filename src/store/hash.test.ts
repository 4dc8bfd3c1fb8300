import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { encodeLink } from '../scenario/link.ts'
import { createAppStore } from './app-store.ts'
import { fakeEngine } from './testing.ts'
import { readHash, syncHash } from './hash.ts'
import type { HashWindow } from './hash.ts'

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
  const goTo = (next: string): void => {
    location.hash = next
    target.dispatchEvent(new Event('hashchange'))
  }
  return { target, written, store, goTo, stop: syncHash(store, target) }
}
const seeded = (seed: number) => ({ ...defaultScenario, seed })

describe('readHash', () => {
  test.each(['', '#'])('%j is the default race', (hash) => {
    expect(readHash(setup(hash).target)).toEqual({ scenario: defaultScenario, problems: [] })
  })

  test('a link is its scenario', () => {
    expect(readHash(setup(`#${encodeLink(seeded(5))}`).target)).toEqual({ scenario: seeded(5), problems: [] })
  })

  test.each([
    ['#v1&landscape=sphere&run=sgd,lr=-1', 'runs[0].hyper.lr: expected a number above 0, got -1'],
    ['#v1&land', 'the link is cut off or damaged near "land"'],
  ])('%s is the default race and one sentence, with the text kept', (hash, message) => {
    expect(readHash(setup(hash).target)).toEqual({ scenario: defaultScenario, problems: [{ path: 'link', message, detail: hash }] })
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
})
