import { deflateSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mostUnfolded, shortenLink, unfoldLink } from './link-short.ts'
import { isShortLink, LinkError } from './link-text.ts'

const long = `v1&f=${'x%5E2%20%2B%20sin(y)*'.repeat(300)}1&domain=-2,2,-1,3&run=adam,lr=0.1`
const lettersOf = (bytes: Uint8Array): string => `v1z=${Buffer.from(bytes).toString('base64url')}`

describe('the short form', () => {
  test('is much shorter, in letters that every program leaves alone, and unfolds to the link', () => {
    const short = shortenLink(long)
    expect(short).toMatch(/^v1z=[\w-]+$/)
    expect(short.length).toBeLessThan(long.length / 10)
    expect(unfoldLink(`#${short}`)).toBe(long)
    expect(unfoldLink(`${short}&hide=results`)).toBe(`${long}&hide=results`)
  })

  test('is told from the readable one', () => {
    expect([isShortLink('#v1z=abc'), isShortLink('v2z='), isShortLink('#v1&landscape=z'), isShortLink('')]).toEqual([true, true, false, false])
  })

  test('of any text comes back', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 5000 }), (text) => {
      expect(unfoldLink(shortenLink(text))).toBe(text)
    }))
  })
})

describe('a short link that is not one', () => {
  test.each([
    ['cut off', shortenLink(long).slice(0, 60)],
    ['of letters that mean nothing', 'v1z=AAAA_-zz'],
    ['of one letter', 'v1z=A'],
    ['of nothing', 'v1z='],
    ['with other letters', 'v1z=a%20b'],
    ['of a newer version', 'v2z=AAAA'],
  ])('%s says so', (_, text) => expect(() => unfoldLink(text)).toThrow(LinkError))

  test('that unfolds to gigabytes is given up at once', () => {
    const layers = deflateSync(new Uint8Array(60_000_000), { level: 9 })
    expect(layers.length).toBeLessThan(100_000)
    // The quickest of some: what it takes, whatever else the machine does.
    const times = Array.from({ length: 3 }, () => {
      const before = performance.now()
      expect(() => unfoldLink(lettersOf(layers))).toThrow(`unfolds to more than ${mostUnfolded} letters`)
      return performance.now() - before
    })
    expect(Math.min(...times)).toBeLessThan(500)
  })

  test('nothing that is thrown at it is thrown back but in words', () => {
    fc.assert(
      fc.property(fc.base64String(), (text) => {
        try {
          expect(typeof unfoldLink(`v1z=${text.replace(/[+/=]/g, '-')}`)).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(LinkError)
        }
      }),
      { numRuns: 500 },
    )
  })
})
