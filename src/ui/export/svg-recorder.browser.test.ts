// What the painters of the page draw comes out of the recorder as a drawing that looks as their canvas does.
import { expect, test } from 'vitest'
import type { PlotBox } from '../../charts/box.ts'
import type { Line } from '../../charts/network-series.ts'
import { pixelPath } from '../../charts/paths.ts'
import { themes } from '../../charts/theme.ts'
import { paintAxes, paintLines, paintMarks, paintPixels } from '../network/views/paint.ts'
import type { Painter } from '../painter.ts'
import { paintArrow, paintGhosts, paintHeads, paintRing, paintTrails } from '../plot-canvas.ts'
import type { RacePaint } from '../plot-canvas.ts'
import { layLegend, paintLegend } from './paint-legend.ts'
import { SvgRecorder, escapeXml } from './svg-recorder.ts'

const [width, height] = [320, 240]
const theme = themes.light
const box: PlotBox = { width, height, margin: { l: 40, r: 10, t: 10, b: 24 }, x: { log: false, range: [0, 1] }, y: { log: true, range: [-3, 1] } }

const way = (shift: number): RacePaint['runs'][number] => {
  const x = Float64Array.from({ length: 60 }, (_, i) => 60 + 4 * i)
  const y = Float64Array.from({ length: 60 }, (_, i) => 120 + shift + 60 * Math.sin(i / 7))
  const mapping = { scaleX: 1, offsetX: 0, scaleY: 1, offsetY: 0 }
  return { style: { index: shift, color: shift === 0 ? '#c03a2b' : '#1f6fb2', dash: shift === 0 ? [] : [9, 4], label: `<run> & "${shift}"`, hidden: false }, path: pixelPath(x, y, 59, mapping), pixelAt: (k) => [x[k] ?? 0, y[k] ?? 0], last: 59, diverged: shift !== 0 }
}
const race: RacePaint = { box, theme, runs: [way(0), way(30)], selectedRun: 0, marks: 10 }

const line: Line = {
  label: 'loss', color: '#2b7a4b', dash: [6, 3], run: 0, diverged: true, part: 'train', width: 2, alpha: 0.7, last: 49,
  values: Float64Array.from({ length: 50 }, (_, i) => (i === 20 ? Number.NaN : 5 * Math.exp(-i / 9))), at: Float64Array.from({ length: 50 }, (_, i) => i / 49),
}
const pixels = Uint8ClampedArray.from({ length: 4 * 16 * 16 }, (_, i) => (i % 4 === 3 ? 255 : (37 * Math.floor(i / 16) + 60 * (i % 4)) % 256))

const pictures: readonly (readonly [string, (painter: Painter) => void])[] = [
  ['paths, marks, heads and names', (painter) => (paintGhosts(painter, race), paintTrails(painter, race, 0, 60), paintHeads(painter, race, 60, true))],
  ['arrows and rings', (painter) => (paintArrow(painter, [90, 90], { kind: 'gradient', by: [50, 30] }, theme), paintRing(painter, [200, 120], [[30, 0], [0, 14], [-30, 0], [0, -14]], theme))],
  ['axes and broken lines', (painter) => (paintAxes(painter, box, theme, { x: 'epoch', y: 'x₁' }), paintLines(painter, [line], box, theme))],
  ['a map of cells, points on it', (painter) => (paintPixels(painter, pixels, 16, 16, { x: 40, y: 10, width: 270, height: 206 }, false), paintMarks(painter, [{ x: 100, y: 100, color: '#000000', shape: 'disc' }, { x: 180, y: 70, color: '#ffffff', shape: 'diamond' }], 8, theme))],
  ['a legend', (painter) => paintLegend(painter, layLegend([{ text: 'Adam', color: '#c03a2b', dash: [] }, { text: 'class 1', color: '#1f6fb2', dash: [], mark: 'dot' }], width, (text) => 7 * text.length), 100, '#222222')],
]

/** Pixels along each side of a square whose mean colour is looked at: letters stand a fraction of a pixel apart. */
const square = 5

/** Mean RGB of each square, on white. */
function canvasOf(draw: (context: CanvasRenderingContext2D) => void): Float64Array {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('expected a canvas')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  draw(context)
  const { data } = context.getImageData(0, 0, width, height)
  const means = new Float64Array(3 * (width / square) * (height / square))
  data.forEach((value, i) => {
    const [pixel, part] = [Math.floor(i / 4), i % 4]
    const cell = Math.floor(Math.floor(pixel / width) / square) * (width / square) + Math.floor((pixel % width) / square)
    if (part < 3) means[3 * cell + part] = (means[3 * cell + part] ?? 0) + value / square ** 2
  })
  return means
}

async function recorded(paint: (painter: Painter) => void): Promise<string> {
  const recorder = new SvgRecorder('test')
  paint(recorder)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${await recorder.elements()}</svg>`
}

test.each(pictures)('%s', async (_, paint) => {
  const text = await recorded(paint)
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
  expect(parsed.querySelector('parsererror')).toBeNull()
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const [wanted, found] = [canvasOf(paint), canvasOf((context) => context.drawImage(image, 0, 0))]
  const white = canvasOf(() => undefined)
  const apart = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0)
  expect(apart(wanted, white)).toBeGreaterThan(1000)
  // Edges are smoothed by two different programs, letters most of all.
  expect(apart(wanted, found) / apart(wanted, white)).toBeLessThan(0.15)
})

test('clips do not outlive what they were made for, and their names differ', async () => {
  const text = await recorded((painter) => {
    painter.save()
    painter.beginPath()
    painter.rect(0, 0, 10, 10)
    painter.clip()
    painter.fillRect(0, 0, 5, 5)
    painter.restore()
    painter.fillRect(20, 20, 5, 5)
  })
  const rects = [...new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('rect')]
  expect(rects.map((rect) => rect.getAttribute('clip-path'))).toEqual(['url(#test-1)', null])
})

test('what XML cannot hold is left out, and marks are written as it wants them', () => {
  expect(escapeXml('a\u0000<b> & "c"')).toBe('a&lt;b&gt; &amp; &quot;c&quot;')
})
