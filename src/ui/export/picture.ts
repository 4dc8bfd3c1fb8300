// A picture of a plot at a chosen size. The plot is laid beside the page at that size, where its own painting functions draw it
// anew - for SVG into a recorder; then its layers - Plotly's graph, canvases, drawings - are put on top of each other, the legend
// under them; then it goes back to its place.
import type { LegendItem } from '../legend.ts'
import { recordInside } from '../painter.ts'
import { legendLayout, paintLegend } from './paint-legend.ts'
import { SvgRecorder, escapeXml } from './svg-recorder.ts'

export interface PictureSize {
  readonly width: number
  readonly height: number
  /** Pixels of the picture for each of the plot's: more is sharper, with the same letters. */
  readonly scale: number
}

export interface PlotOnPage {
  readonly element: Element
  readonly label: string
}

/** Elements that plots take their size from. */
const stages = '.plot-stage, .curve-stage, .sweep-stage, .net-stack, .net-canvas'
/** Of these the parts are no plots of their own. */
const wholes = '.curve-stage, .net-stack'
const layerKinds = '.plot-graph, canvas, svg'
/** Smaller drawings are marks in a text. */
const leastSide = 100

/** What can be taken from the page as it stands, in the order of the page. Plots without a name of their own have that of the part they are in. */
export function plotsOnPage(page: ParentNode): readonly PlotOnPage[] {
  const found = new Set<Element>()
  for (const layer of page.querySelectorAll(layerKinds)) {
    const stage = layer.closest(stages)
    const { width, height } = (stage ?? layer).getBoundingClientRect()
    const alone = layer.localName === 'svg' && layer.parentElement?.closest('svg') === null && Math.min(width, height) >= leastSide
    if (width > 0 && height > 0 && (stage !== null || alone)) found.add(stage?.closest(wholes) ?? stage ?? layer)
  }
  const plots = [...found].map((element) => ({ element, label: labelOf(element) }))
  return plots.map(({ element, label }, i) => {
    const before = plots.slice(0, i).filter((other) => other.label === label).length
    return { element, label: before === 0 ? label : `${label} (${before + 1})` }
  })
}

function labelOf(element: Element): string {
  const inside = element.querySelector('[role="img"][aria-label], [role="application"][aria-label]')
  return (inside ?? element.closest('[aria-label]'))?.getAttribute('aria-label') ?? ''
}

/** A PNG, on the colour that the plot stands on, with the legend under the plot. */
export async function pictureOf(element: Element, { width, height, scale }: PictureSize, legend: readonly LegendItem[]): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('a picture of this size cannot be made here')
  context.fillStyle = groundOf(element)
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(scale, scale)
  const strip = legendLayout(legend, width)
  const room = { width, height: height - strip.height, scale }
  if (element instanceof SVGSVGElement) context.drawImage(await drawnSvg(element, room), 0, 0, room.width, room.height)
  else if (element instanceof HTMLElement) await atSize(element, room, () => paintLayers(context, element, room))
  paintLegend(context, strip, room.height, inkOf(element))
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('a picture of this size cannot be made here')) : resolve(blob)), 'image/png')
  })
}

/** The same as SVG: lines as paths, words as text, maps of cells as small images that are stretched. */
export async function svgOf(element: Element, { width, height }: PictureSize, legend: readonly LegendItem[], title: string): Promise<string> {
  const strip = legendLayout(legend, width)
  const room = { width, height: height - strip.height, scale: 1 }
  const layers: string[] = []
  if (element instanceof SVGSVGElement) layers.push(svgText(styledCopy(element, room)))
  else if (element instanceof HTMLElement) layers.push(...(await recordedLayers(element, room)))
  const key = new SvgRecorder('legend')
  paintLegend(key, strip, room.height, inkOf(element))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${groundOf(element)}"/>`,
    ...layers,
    `<g>${await key.elements()}</g>`,
    '</svg>\n',
  ].join('\n')
}

/** Each canvas inside is painted anew into a recorder; other layers are drawings already. */
async function recordedLayers(element: HTMLElement, size: PictureSize): Promise<readonly string[]> {
  const recorders = new Map<Element, SvgRecorder>()
  const stop = recordInside(element, (canvas) => {
    const recorder = new SvgRecorder(`layer${recorders.size}`)
    recorders.set(canvas, recorder)
    return recorder
  })
  const written: string[] = []
  await atSize(element, size, async () => {
    for (const { layer, x, y, width, height } of layersOf(element)) {
      const recorder = recorders.get(layer)
      if (recorder !== undefined) written.push(`<g transform="translate(${x} ${y})">${await recorder.elements()}</g>`)
      else if (layer instanceof SVGSVGElement) written.push(svgText(placedCopy(styledCopy(layer, { width, height }), x, y)))
      else if (layer instanceof HTMLElement && !(layer instanceof HTMLCanvasElement)) {
        const { graphDrawing } = await import('../Chart.tsx')
        const parsed = new DOMParser().parseFromString(await graphDrawing(layer, { width, height }), 'image/svg+xml').documentElement
        written.push(svgText(placedCopy(parsed, x, y)))
      }
    }
    // What the canvases themselves show has to be painted again.
    stop()
    await drawnAnew(element, size)
  })
  return written
}

function placedCopy(drawing: Element, x: number, y: number): Element {
  drawing.setAttribute('x', String(x))
  drawing.setAttribute('y', String(y))
  return drawing
}

const svgText = (drawing: Element): string => new XMLSerializer().serializeToString(drawing)

const styleOf = (width: number, height: number): string =>
  `position: fixed; left: -30000px; top: 0; width: ${width}px; height: ${height}px; min-width: 0; max-width: none; min-height: 0; max-height: none; aspect-ratio: auto`

/** By way of another size, since a plot that has the size already would not be drawn anew. */
async function drawnAnew(element: HTMLElement, { width, height }: PictureSize): Promise<void> {
  element.setAttribute('style', styleOf(width + 1, height))
  await drawn()
}

async function atSize(element: HTMLElement, size: PictureSize, work: () => Promise<void>): Promise<void> {
  const before = element.getAttribute('style')
  try {
    element.dataset['density'] = String(size.scale)
    await drawnAnew(element, size)
    element.setAttribute('style', styleOf(size.width, size.height))
    await drawn()
    await work()
  } finally {
    delete element.dataset['density']
    if (before === null) element.removeAttribute('style')
    else element.setAttribute('style', before)
  }
}

/** Long enough for the size to be measured, the components to draw, and Plotly to follow. */
async function drawn(): Promise<void> {
  for (let frame = 0; frame < 4; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
  await new Promise((resolve) => setTimeout(resolve, 100))
}

interface PlacedLayer {
  readonly layer: Element
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What lies on top of each other in a plot, from below. */
function layersOf(element: HTMLElement): readonly PlacedLayer[] {
  const origin = element.getBoundingClientRect()
  return [...element.querySelectorAll(layerKinds)].flatMap((layer) => {
    if (layer.parentElement?.closest('.plot-graph, svg')) return []
    const { left, top, width, height } = layer.getBoundingClientRect()
    const mark = layer.localName === 'svg' && Math.min(width, height) < leastSide
    return width === 0 || height === 0 || mark ? [] : [{ layer, x: left - origin.left, y: top - origin.top, width, height }]
  })
}

async function paintLayers(context: CanvasRenderingContext2D, element: HTMLElement, { scale }: PictureSize): Promise<void> {
  for (const { layer, x, y, width, height } of layersOf(element)) {
    const image = await imageOf(layer, { width, height, scale })
    if (image !== null) context.drawImage(image, x, y, width, height)
  }
}

async function imageOf(layer: Element, size: PictureSize): Promise<CanvasImageSource | null> {
  if (layer instanceof HTMLCanvasElement) return layer.width > 0 && layer.height > 0 ? layer : null
  if (layer instanceof SVGSVGElement) return drawnSvg(layer, size)
  const { graphPicture } = await import('../Chart.tsx')
  return layer instanceof HTMLElement ? loaded(await graphPicture(layer, size)) : null
}

const styled = ['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'font', 'text-anchor', 'dominant-baseline', 'display', 'paint-order'] as const

/** A drawing of the page as an image. */
async function drawnSvg(svg: SVGSVGElement, size: PictureSize): Promise<HTMLImageElement> {
  return loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(styledCopy(svg, size)))}`)
}

/** What style sheets say of a drawing goes with it. */
function styledCopy(svg: SVGSVGElement, { width, height }: Pick<PictureSize, 'width' | 'height'>): SVGSVGElement {
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new Error('expected a copy of a drawing to be a drawing')
  const [from, to] = [[svg, ...svg.querySelectorAll('*')], [copy, ...copy.querySelectorAll('*')]]
  for (const [i, element] of from.entries()) {
    const style = getComputedStyle(element)
    to[i]?.setAttribute('style', styled.map((name) => `${name}: ${style.getPropertyValue(name)}`).join('; '))
  }
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return copy
}

async function loaded(address: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = address
  await image.decode()
  return image
}

/** The colour of the words around the plot. */
const inkOf = (element: Element): string => getComputedStyle(element.parentElement ?? element).color

/** The colour behind the plot: of the nearest thing around it that has one. */
function groundOf(element: Element): string {
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    const { backgroundColor } = getComputedStyle(around)
    if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor
  }
  return '#ffffff'
}
