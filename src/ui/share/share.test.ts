import { describe, expect, test } from 'vitest'
import { mostInCode, qrPath } from './qr.ts'
import { embedSnippet } from './snippet.ts'

describe('a QR code', () => {
  test('has a border, corners, and no more modules than its side', () => {
    const code = qrPath('https://example.org/#v1&landscape=sphere&run=sgd')
    expect(code?.size).toBeGreaterThan(21 + 8)
    // The first dark row is the top of two finder patterns, seven modules wide, four in from each side.
    expect(code?.path).toMatch(/^M4 4h7v1h-7z.*?M\d+ 4h7v1h-7zM4 5h1v1h-1z/)
  })

  test('is not drawn where no camera could read it', () => {
    expect([qrPath('x'.repeat(mostInCode)) === null, qrPath('x'.repeat(mostInCode + 1))]).toEqual([false, null])
  })
})

test('a snippet holds its address as an attribute', () => {
  expect(embedSnippet('https://example.org/#v1&f="<x>', { width: 480, height: 360 })).toContain('src="https://example.org/#v1&amp;f=&quot;&lt;x&gt;" width="480" height="360"')
})
