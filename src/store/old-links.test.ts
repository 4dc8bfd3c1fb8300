// Links that people have: in lecture notes, chats and bookmarks. They open for ever, on what they were made for. Lines of
// old-links.json are only ever added, never changed and never taken away; what a new version adds to a scenario is no difference.
import { describe, expect, test } from 'vitest'
import { decodeAny } from '../scenario/network/link.ts'
import { addressOf, readHash } from './hash.ts'
import type { HashWindow } from './hash.ts'
import links from './old-links.json' with { type: 'json' }

const windowAt = (hash: string): HashWindow => ({
  location: { hash, pathname: '/', search: '' },
  history: { replaceState: () => undefined },
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
})

async function opened(link: string): Promise<object> {
  const target = windowAt(`#${link}`)
  const { mode, landscape, other, lesson, problems, page, pageProblems } = readHash(target, await addressOf(target))
  const told = [...problems, ...pageProblems]
  if (lesson) return { lesson, page, problems: told }
  const { scenario, problems: more } = other === null ? { scenario: landscape, problems: [] } : decodeAny(other)
  return { mode, scenario, page, problems: [...told, ...more] }
}

test('there are many, of every kind', () => {
  expect(links.length).toBeGreaterThanOrEqual(30)
  expect(new Set(links.map(({ opens }) => opens.mode))).toEqual(new Set(['landscape', 'network', 'strategy', undefined]))
})

describe('a link made with an older page', () => {
  test.each(links.map((one) => [one.about, one] as const))('%s', async (_, { link, opens }) => {
    expect(await opened(link)).toMatchObject({ ...opens, problems: [] })
  })
})
