import { describe, expect, test } from 'vitest'
import { LessonError } from './markdown.ts'
import { lessonLimits, parseLesson } from './parse.ts'

const head = '---\ntitle: A lesson\nidea: One idea.\nclaims:\n  - 1: loss_1 < 1\n---\n'
const scene = '```scene\n{ "kind": "landscape" }\n```\n'
const lesson = (body: string, top = head): ReturnType<typeof parseLesson> => parseLesson('a-lesson', top + body)
const first = (text: string) => lesson(`## A step\n${text}\n\n${scene}`).steps[0]?.text

describe('a lesson', () => {
  test('has its head, its steps with their parts, and its claims', () => {
    const { id, title, idea, steps, claims } = lesson(
      `## One\nText.\n${scene}## Two\n### Guess\nWhich?\n- [ ] this\n- [x] that\n### Reveal\nThat.\n### Try\nDo.\n\`\`\`change\n{ "seed": 2 }\n\`\`\`\n`,
    )
    expect({ id, title, idea, claims }).toEqual({ id: 'a-lesson', title: 'A lesson', idea: 'One idea.', claims: [{ step: 1, formula: 'loss_1 < 1' }] })
    expect(steps.map((step) => [step.title, step.scene?.kind, step.scene?.value])).toEqual([['One', 'scene', { kind: 'landscape' }], ['Two', 'change', { seed: 2 }]])
    const [, two] = steps
    expect(two?.guess?.choices.map(({ right }) => right)).toEqual([false, true])
    expect(two?.guess?.choices[1]?.inlines).toEqual([{ kind: 'text', text: 'that' }])
    expect([two?.reveal.length, two?.try.length, two?.text.length]).toEqual([1, 1, 0])
  })

  test('reads with the line ends of any system', () => {
    expect(parseLesson('x', (`\uFEFF${head}## One\n${scene}`).replaceAll('\n', '\r\n')).steps).toHaveLength(1)
  })
})

describe('its text', () => {
  test('keeps formulas as they are, underscores and all', () => {
    expect(first('From $a_1*b_1$ and $a_2*b_2$ on.')).toEqual([
      { kind: 'paragraph', inlines: [{ kind: 'text', text: 'From ' }, { kind: 'tex', text: 'a_1*b_1' }, { kind: 'text', text: ' and ' }, { kind: 'tex', text: 'a_2*b_2' }, { kind: 'text', text: ' on.' }] },
    ])
    expect(first('$$a_1 < b$$')).toEqual([{ kind: 'tex', text: 'a_1 < b' }])
    expect(first('5 $ and 6 $ are 11')).toEqual([{ kind: 'paragraph', inlines: [{ kind: 'text', text: '5 $ and 6 $ are 11' }] }])
  })

  test('has strong and slanted words, code and lists', () => {
    expect(first('**a** *b* `c`')).toEqual([
      { kind: 'paragraph', inlines: [{ kind: 'strong', inlines: [{ kind: 'text', text: 'a' }] }, { kind: 'text', text: ' ' }, { kind: 'em', inlines: [{ kind: 'text', text: 'b' }] }, { kind: 'text', text: ' ' }, { kind: 'code', text: 'c' }] },
    ])
    expect(first('1. one\n2. two')).toMatchObject([{ kind: 'list', ordered: true, items: [[{ text: 'one' }], [{ text: 'two' }]] }])
  })

  test('shows tags as their letters and links as their words', () => {
    expect(first('<script>alert(1)</script>')).toEqual([{ kind: 'paragraph', inlines: [{ kind: 'text', text: '<script>alert(1)</script>' }] }])
    expect(JSON.stringify(first('a <b onclick="x()">c</b> [d](javascript:x)'))).not.toContain('javascript')
    expect(first('[d](https://example.org)')).toEqual([{ kind: 'paragraph', inlines: [{ kind: 'text', text: 'd' }] }])
  })
})

describe('what is wrong is told with its line', () => {
  test.each([
    ['no head', '## One\n', '', 'line 1: expected the lesson to begin with its title and idea between two lines "---"'],
    ['an unknown field', '## One\n', '---\ntitle: a\ntitel: b\n---\n', 'line 3: expected title, idea, order, claims, got "titel: b"'],
    ['no title', `## One\n${scene}`, '---\nidea: a\n---\n', 'title: expected 1 to 80 characters, got 0'],
    ['no steps', '', head, 'line 7: expected at least one step, a heading such as "## The scene"'],
    ['text before the first step', 'Hello.\n', head, 'line 7: expected a heading such as "## The scene" before the first text'],
    ['no first scene', '## One\nText.\n', head, 'step 1: expected a scene, a ```scene block with a scenario as JSON'],
    ['a scene that is no JSON', '## One\n\n```scene\n{ kind }\n```\n', head, /^line 9: the scene is no JSON: /],
    ['two scenes', `## One\n${scene}\n${scene}`, head, 'line 7, step 1: expected one scene, got 2'],
    ['an unknown part', `## One\n${scene}### Riddle\n`, head, 'line 11: expected "### Guess", "### Reveal" or "### Try", got "Riddle"'],
    ['a part twice', `## One\n${scene}### Try\n### Try\n`, head, 'line 12: this step has a "Try" already'],
    ['a guess without its answer', `## One\n${scene}### Guess\n- [ ] a\n- [x] b\n`, head, 'line 7, step 1: expected a "### Reveal" after the guess'],
    ['no right choice', `## One\n${scene}### Guess\n- [ ] a\n- [ ] b\n### Reveal\n`, head, 'line 7, step 1: expected one right choice, marked [x], got 0'],
    ['one choice', `## One\n${scene}### Guess\n- [x] a\n### Reveal\n`, head, 'line 7, step 1: expected 2 to 6 choices to guess from, got 1'],
    ['a choice that is none', `## One\n${scene}### Guess\n- a\n- [x] b\n### Reveal\n`, head, 'line 12: expected choices as "- [ ] wrong" and "- [x] right", got "a"'],
    ['a picture', `## One\n![a](b.png)\n\n${scene}`, head, 'line 8: a lesson has no pictures of its own: its scenes are the pictures'],
    ['a table', `## One\n\n| a |\n|---|\n| b |\n\n${scene}`, head, 'line 9: expected a paragraph, a list, a formula or a scene, got a table'],
    ['a claim about no step', `## One\n${scene}`, '---\ntitle: a\nidea: b\nclaims:\n  - 2: loss_1 < 1\n---\n', 'line 5: expected a claim such as "2: loss_1 < 0.1" about a step from 1 to 1, got "2: loss_1 < 1"'],
    ['too many steps', `## One\n${scene}${'## More\n'.repeat(lessonLimits.steps)}`, head, `expected at most ${lessonLimits.steps} steps, got ${lessonLimits.steps + 1}`],
    ['too long a text', 'a'.repeat(lessonLimits.characters), head, /^expected a lesson of at most 200000 characters, got 2\d+$/],
  ])('%s', (_, body, top, message) => {
    expect(() => lesson(body, top)).toThrow(LessonError)
    expect(() => lesson(body, top)).toThrow(message instanceof RegExp ? message : new Error(message))
  })
})
