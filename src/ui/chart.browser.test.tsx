// Layers above a Plotly graph are placed without asking it: these tests hold that both agree on where things are.
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { mappingOf, toPixel } from '../charts/box.ts'
import type { PlotBox } from '../charts/box.ts'
import { contourFigure, contourMargin, contourPicture } from '../charts/contour.ts'
import { curveFrame, curveMargin } from '../charts/curves.ts'
import type { Figure } from '../charts/figure.ts'
import { themes } from '../charts/theme.ts'
import { Chart, pictureOf } from './Chart.tsx'

let root: Root | null = null
afterEach(() => root?.unmount())

const size = { width: 480, height: 320 }
const contourBox: PlotBox = { ...size, margin: contourMargin(true), x: { log: false, range: [-2, 2] }, y: { log: false, range: [-1, 3] } }
const curveLog: PlotBox = { ...size, margin: curveMargin, x: { log: false, range: [0, 500] }, y: { log: true, range: [-6, 2] } }
const n = 31
const surface = {
  columns: n, rows: n, domain: [[-2, 2], [-1, 3]] as const,
  z: Float64Array.from({ length: n * n }, (_, i) => (-2 + (4 * (i % n)) / (n - 1)) ** 2 + (-1 + (4 * Math.floor(i / n)) / (n - 1)) ** 2),
}
const options = { box: contourBox, theme: themes.light, minima: [[0, 0]] as const, scaleBar: true }

async function draw(figure: Figure): Promise<HTMLElement> {
  const place = document.createElement('div')
  Object.assign(place.style, { position: 'fixed', left: '0', top: '0', width: `${size.width}px`, height: `${size.height}px` })
  document.body.append(place)
  root = createRoot(place)
  root.render(<Chart figure={figure} label="a plot" />)
  await vi.waitFor(() => expect(place.querySelectorAll('.xtick text').length).toBeGreaterThan(2), { timeout: 20_000 })
  return place
}

/** The middle of each tick's label and the number that it says. */
function ticks(place: HTMLElement, axis: 'x' | 'y'): { readonly value: number; readonly at: number }[] {
  return [...place.querySelectorAll(`.${axis}tick text`)].map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect()
    const said = (text.textContent ?? '').replace('−', '-')
    return { value: Number(said), at: axis === 'x' ? (left + right) / 2 : (top + bottom) / 2 }
  })
}

test.each([
  { name: 'a contour plot', figure: contourFigure(surface, options), box: contourBox },
  { name: 'a curve with a log axis', figure: curveFrame(curveLog, themes.light), box: curveLog },
])('$name has its ticks where the layers above it think they are', async ({ figure, box }) => {
  const place = await draw(figure)
  const mapping = mappingOf(box)
  // Labels are centred by font metrics: a minus sign or a descender moves them by up to 4 pixels.
  for (const { value, at } of ticks(place, 'x')) expect(Math.abs(toPixel(mapping, value, 0)[0] - at)).toBeLessThan(4)
  const y = ticks(place, 'y').filter(({ value }) => Number.isFinite(value))
  expect(y.length).toBeGreaterThan(1)
  for (const { value, at } of y) expect(Math.abs(toPixel(mapping, 0, box.y.log ? Math.log10(value) : value)[1] - at)).toBeLessThan(4)
})

test('a contour plot has its bands, its minimum and a name', async () => {
  const place = await draw(contourFigure(surface, options))
  expect(place.querySelectorAll('.contourfill path').length).toBeGreaterThan(5)
  expect(place.querySelectorAll('.scatterlayer .point')).toHaveLength(1)
  expect(place.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('a plot')
})

test('a picture to take away has the paths in it', async () => {
  const style = { index: 0, color: '#0072b2', dash: [], label: 'Adam', hidden: false }
  const run = { x: Float64Array.of(-1, 0), y: Float64Array.of(1, 0), loss: Float64Array.of(2, 0), last: 1, style }
  const picture = decodeURIComponent(await pictureOf(contourPicture(surface, options, [run], 1), 'svg', size.width, size.height))
  expect(picture).toMatch(/^data:image\/svg\+xml/)
  expect(picture).toContain('Adam')
})
