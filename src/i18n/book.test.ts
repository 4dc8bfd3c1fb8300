import { describe, expect, test } from 'vitest'
import { createBook } from './book.ts'

const book = createBook(new Map([['Gradient descent', '梯度下降'], ['points', '点数']]), {
  'expected {{0}}, got {{1}}': '应为{{0}}，得到 {{1}}',
  'a number above {{0}}': '大于 {{0}} 的数',
  nothing: '空',
  'unknown name "{{0}}"{{1}}': '未知名称“{{0}}”{{1}}',
  ' - did you mean "{{0}}"?': '，是否为“{{0}}”？',
  'of at least {{0}}': '不小于 {{0}}',
  'a number {{0}}': '{{0}}的数',
  'below {{0}}': '小于 {{0}}',
  '{{0}} and {{1}}': '{{0}}且{{1}}',
  '{{0}}: {{1}}': '{{0}}：{{1}}',
  'line {{0}}, column {{1}}: {{2}}': '第 {{0}} 行第 {{1}} 列：{{2}}',
  'not fused: {{0}} is too large': '未融合：{{0}} 过大',
  'Chosen by hand.': '手动选择。',
  '{{0}} runs instead.': '改用{{0}}。',
  'The float64 reference': 'float64 参考实现',
  '.': '。',
})

describe('a book of sentences', () => {
  test.each([
    ['a sentence as it stands', 'Chosen by hand.', '手动选择。'],
    ['a name of the catalogue', 'Gradient descent', '梯度下降'],
    ['values, and values that are sentences themselves', 'expected a number above 0, got nothing', '应为大于 0 的数，得到空'],
    ['parts of parts, with the place before them', 'line 2, column 14: unknown name "bta1" - did you mean "beta1"?', '第 2 行第 14 列：未知名称“bta1”，是否为“beta1”？'],
    ['a path before a sentence', 'runs[2].hyper.lr: expected a number above 0, got -0.1', 'runs[2].hyper.lr：应为大于 0 的数，得到 -0.1'],
    ['the reading in which all parts are known', 'expected a number of at least 1 and below 5, got x', '应为不小于 1 且小于 5 的数，得到 x'],
    ['several sentences', 'Chosen by hand. The float64 reference runs instead.', '手动选择。改用 float64 参考实现。'],
    ['several sentences, one a line', 'expected nothing, got 1\nexpected nothing, got 2', '应为空，得到 1 应为空，得到 2'],
    ['a part that became a sentence', 'Not fused: W1 is too large.', '未融合：W1 过大。'],
  ])('translates %s', (_, english, text) => {
    expect(book(english)).toBe(text)
  })

  test("leaves a person's own text in quotation marks, and what it does not know, as they are", () => {
    expect(book('unknown name "points"')).toBe('未知名称“points”')
    expect(book('unknown name "a": "b"')).toBe('未知名称“a”: "b"')
    expect(book('unknown name "St. Nothing. No"')).toBe('未知名称“St. Nothing. No”')
    expect(book('TypeError in line one')).toBe('TypeError in line one')
    expect(book('Failed and gone')).toBe('Failed and gone')
  })

  test('is quick with hostile text', () => {
    const start = performance.now()
    for (const text of ['expected , got '.repeat(130), '": '.repeat(600), 'line '.repeat(100_000), 'a number a and a: b '.repeat(100), 'expected a number of and : , got '.repeat(60)]) expect(book(text).length).toBeGreaterThan(0)
    // A second is a thousand times what it takes; going back over the text again and again would take hours.
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
