// Every key that the page asks for exists, and none is left over. The sources are read as text (`?raw`), so a key in a
// component that no test renders counts too.
import { describe, expect, test } from 'vitest'
import { keysOf, language, languages, onLanguage, setLanguage, translate } from './messages.ts'

const sources = import.meta.glob<string>(['../ui/**/*.{ts,tsx}', '../app/**/*.{ts,tsx}', '../engine/strategies/**/*.ts', '!**/*.test.*'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const text = Object.values(sources).join('\n')

const keys = keysOf('en')
const files = [...new Set(keys.map((key) => key.split('.')[0]))]

/** Every quoted text that begins with the name of a message file and a dot: 'shell.share'. */
const literals = new Set([...text.matchAll(new RegExp(`'((?:${files.join('|')})\\.[^'\\s]+)'`, 'g'))].map((match) => match[1] ?? ''))
/** Calls with a name in them, t(`runs.family.${id}`): the fixed part up to the first name. */
const prefixes = [...text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map((match) => match[1] ?? '')

const plural = /_(one|other|few|many|two|zero)$/
const plain = new Set(keys.map((key) => key.replace(plural, '')))

describe('the message catalogue', () => {
  test('sees the page and the messages', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(10)
    expect(literals.size).toBeGreaterThan(50)
    expect(languages).toContain('en')
  })

  test('has every key that the page asks for', () => {
    expect([...literals].filter((key) => !plain.has(key))).toEqual([])
    expect(prefixes.filter((prefix) => !keys.some((key) => key.startsWith(prefix)))).toEqual([])
  })

  test('has no key that nothing asks for', () => {
    const used = (key: string): boolean => literals.has(key) || prefixes.some((prefix) => key.startsWith(prefix))
    expect([...plain].filter((key) => !used(key))).toEqual([])
  })

  test('has no empty message', () => {
    expect(keys.filter((key) => translate(key).trim() === '')).toEqual([])
  })

  test('puts values into messages', () => {
    expect(translate('shell.deviceOn', { device: 'CPU', precision: 'float64' })).toContain('float64')
  })

  test('tells who listens when the language changes, until they stop', async () => {
    const heard: string[] = []
    const stop = onLanguage(() => heard.push(language()))
    await setLanguage('de')
    stop()
    await setLanguage('en')
    expect(heard).toEqual(['de'])
  })

  test.each(languages)('%s has the same keys as English', (language) => {
    const here = new Set(keysOf(language).map((key) => key.replace(plural, '')))
    expect([...here].toSorted()).toEqual([...plain].toSorted())
  })
})
