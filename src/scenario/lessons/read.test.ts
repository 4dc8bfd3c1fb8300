import { describe, expect, test } from 'vitest'
import { decodeLessonLink } from './link.ts'
import { merged, readLesson } from './read.ts'

const file = (steps: string): string => `---\ntitle: A lesson\nidea: One idea.\n---\n${steps}`
const bowl = '```scene\n{ "kind": "landscape", "landscape": "sphere", "steps": 10, "runs": [{ "optimizer": "sgd" }] }\n```\n'
const change = (patch: unknown): string => `\`\`\`change\n${JSON.stringify(patch)}\n\`\`\`\n`

describe('a lesson', () => {
  test('builds each scene on the one before, and knows where it stays', () => {
    const { lesson } = readLesson('x', file(`## a\n${bowl}## b\n${change({ seed: 7 })}## c\nText.\n## d\n${change({ steps: 20 })}`))
    expect(lesson?.steps.map(({ scene, keeps }) => [scene.kind === 'landscape' && scene.steps, scene.kind !== 'strategy' && scene.seed, keeps])).toEqual([
      [10, 1, false], [10, 7, false], [10, 7, true], [20, 7, false],
    ])
  })

  test.each([
    [`## a\n${bowl}## b\n${change({ steps: -1 })}`, 'line 10, scene of step 2: steps: expected a whole number from 1 to 100000, got -1'],
    [`## a\n${bowl}## b\n${change({ landscape: 'spere' })}`, /^line 10, scene of step 2: landscape: .*did you mean "sphere"\?$/],
    ['## a\n', /^step 1: expected a scene/],
  ])('that is wrong says where: %#', (steps, message) => {
    const { lesson, problem } = readLesson('x', file(steps))
    expect(lesson).toBeNull()
    expect(problem).toMatch(message)
  })
})

test.each([
  [{ a: 1, b: { c: 1 } }, { b: { d: 2 } }, { a: 1, b: { c: 1, d: 2 } }],
  [{ a: 1, b: 2 }, { a: null }, { b: 2 }],
  [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
  [null, { a: { b: 1 } }, { a: { b: 1 } }],
])('merged: %j and %j', (target, patch, result) => expect(merged(target, patch)).toEqual(result))

describe('the link of a lesson', () => {
  test.each([
    ['#v1&lesson=step-size&step=3', { lesson: 'step-size', step: 3 }],
    ['v1&lesson=step-size', { lesson: 'step-size', step: 1 }],
  ])('%s', (link, place) => expect(decodeLessonLink(link)?.place).toEqual(place))

  test.each(['#v1&lesson=', '#v1&lesson=a&step=0', '#v1&lesson=a&step=3&run=sgd', '#v2&lesson=a', '#v1&lesson=A%20B'])('%s is damaged, and says so', (link) => {
    expect(decodeLessonLink(link)).toMatchObject({ place: null, problem: { path: 'link', detail: link } })
  })

  test('is no other link', () => {
    expect(decodeLessonLink('#v1&landscape=sphere&run=sgd')).toBeNull()
    expect(decodeLessonLink('')).toBeNull()
  })
})

const withScene = (change: string): string => `---\ntitle: a\nidea: b\n---\n## A\n\`\`\`scene\n{"version":1,"kind":"landscape","landscape":"sphere","runs":[{"optimizer":"sgd"}]}\n\`\`\`\n## B\n${change}\n`

describe('a lesson from a stranger', () => {
  test.each([
    ['a change of many levels', `\`\`\`change\n${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}\n\`\`\``, /^line 10, scene of step 2: .*levels of nesting/],
    ['a change of a prototype', '```change\n{"__proto__":{"polluted":1}}\n```', /^line 10, scene of step 2: __proto__: the name "__proto__" is not allowed$/],
    ['a constructor in a change', '```change\n{"runs":[{"constructor":{"prototype":{"polluted":1}}}]}\n```', /^line 10, scene of step 2: runs\[0\]\.constructor: the name "constructor" is not allowed$/],
    ['quotations in quotations', '> '.repeat(40_000), /^line 10: .*nested too deeply$/],
    ['a paragraph of signs', '!'.repeat(150_000), /^line 10: expected paragraphs and lists of at most 4000 characters, got 15000\d$/],
  ])('%s is refused where it stands', (_, text, sentence) => {
    const before = performance.now()
    expect(readLesson('x', withScene(text)).problem).toMatch(sentence)
    expect(performance.now() - before).toBeLessThan(5000)
    expect('polluted' in {}).toBe(false)
  })
})
