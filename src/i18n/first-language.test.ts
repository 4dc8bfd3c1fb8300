import { describe, expect, test } from 'vitest'
import { firstLanguage, rememberLanguage } from './first-language.ts'

const browser = (languages: readonly string[], kept = new Map<string, string>()) => ({
  navigator: { languages },
  localStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) } as Storage,
})

describe('the first language', () => {
  test.each([
    [['zh-CN', 'en'], 'zh'],
    [['de', 'zh-Hant-TW', 'en'], 'zh'],
    [['en-GB', 'zh'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('of a browser that asks for %j is %s', (languages, first) => {
    expect(firstLanguage(browser(languages))).toBe(first)
  })

  test('is the one that was chosen before', () => {
    const target = browser(['en'])
    rememberLanguage('zh', target)
    expect(firstLanguage(target)).toBe('zh')
  })

  test("is the browser's where nothing can be kept, or nonsense was", () => {
    const target = { navigator: { languages: ['zh'] }, get localStorage(): Storage { throw new Error('SecurityError') } }
    expect(() => rememberLanguage('en', target)).not.toThrow()
    expect(firstLanguage(target)).toBe('zh')
    expect(firstLanguage(browser(['zh'], new Map([['descent.language', 'xx']])))).toBe('zh')
  })
})
