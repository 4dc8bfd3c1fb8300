import { describe, expect, test } from 'vitest'
import { runStyles, dashOf, runLabels } from './style.ts'
import { legible, luminance, parseHex, rampColor, themes } from './theme.ts'
import { thumbnail } from './thumbnail.ts'

describe.each([themes.light, themes.dark])('the $scheme scheme', (theme) => {
  test('has a ramp of steadily changing lightness', () => {
    const lightness = Array.from({ length: 21 }, (_, i) => luminance(rampColor(theme, i / 20)))
    const rising = theme.scheme === 'dark'
    for (let i = 1; i < lightness.length; i += 1) {
      const step = (lightness[i] ?? 0) - (lightness[i - 1] ?? 0)
      expect(rising ? step : -step).toBeGreaterThan(0)
    }
  })

  test.each(['#000000', '#ffffff', '#f0e442', '#0072b2', '#56b4e9'])('shows %s at 3:1 on its background', (color) => {
    const shown = legible(color, theme).match(/\d+/g)?.map(Number)
    const ground = parseHex(theme.background)
    const own = parseHex(color)
    const [a, b] = [luminance(shown?.length === 3 ? [shown[0] ?? 0, shown[1] ?? 0, shown[2] ?? 0] : (own ?? [0, 0, 0])), luminance(ground ?? [0, 0, 0])]
    expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThanOrEqual(2.9)
  })
})

test('the first eight runs have eight dashes, and the next eight differ from the run of the same place', () => {
  expect(new Set(Array.from({ length: 8 }, (_, i) => String(dashOf(i)))).size).toBe(8)
  for (let i = 0; i < 8; i += 1) expect(dashOf(i + 8)).not.toEqual(dashOf(i))
})

test('the same optimizer twice is told apart by its rate, or else by a number', () => {
  const adam = (lr: number): { optimizer: string; hyper: { lr: number } } => ({ optimizer: 'adam', hyper: { lr } })
  expect(runLabels([adam(0.1), adam(0.01), { optimizer: 'sgd' }])).toEqual(['Adam, lr 0.1', 'Adam, lr 0.01', expect.any(String)])
  expect(new Set(runLabels([adam(0.1), adam(0.1)])).size).toBe(2)
})

test('a style has its label and says when it is hidden', () => {
  const [style] = runStyles({ runs: [{ optimizer: 'adam', label: 'mine', hidden: true }] }, themes.light)
  expect(style).toMatchObject({ label: 'mine', hidden: true, index: 0 })
})

test('a thumbnail has its highest y on top, and no colour where there is no value', () => {
  const pixels = thumbnail([0, 0, 1, Number.NaN], 2, 2)
  expect([...pixels.subarray(8, 11)]).toEqual([...rampColor(themes.light, 0)])
  expect([...pixels.subarray(0, 4)]).toEqual([...rampColor(themes.light, 1), 255])
  expect(pixels[7]).toBe(0)
})

test('a thumbnail of the wrong size says both', () => {
  expect(() => thumbnail([1, 2, 3], 2, 2)).toThrow('expected z of [2, 2], got 3 values')
})
