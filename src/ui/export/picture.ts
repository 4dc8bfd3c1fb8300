// A picture of a plot at a chosen size. The plot is laid beside the page at that size, where its own painting functions draw it
// anew; then its layers - Plotly's graph, canvases, drawings - are put on top of each other; then it goes back to its place.

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
const stages = '.plot-stage, .curve-stage, .sweep-stage, .net-canvas'
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
    if (width > 0 && height > 0 && (stage !== null || alone)) found.add(stage?.closest('.curve-stage') ?? stage ?? layer)
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

/** A PNG, on the colour that the plot stands on. */
export async function pictureOf(element: Element, size: PictureSize): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(size.width * size.scale)
  canvas.height = Math.round(size.height * size.scale)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('a picture of this size cannot be made here')
  context.fillStyle = groundOf(element)
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.scale(size.scale, size.scale)
  if (element instanceof SVGSVGElement) context.drawImage(await drawnSvg(element, size), 0, 0, size.width, size.height)
  else if (element instanceof HTMLElement) await atSize(element, size, () => paintLayers(context, element, size))
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('a picture of this size cannot be made here')) : resolve(blob)), 'image/png')
  })
}

async function atSize(element: HTMLElement, { width, height, scale }: PictureSize, work: () => Promise<void>): Promise<void> {
  const before = element.getAttribute('style')
  const lay = (wide: number): void =>
    element.setAttribute('style', `position: fixed; left: -30000px; top: 0; width: ${wide}px; height: ${height}px; min-width: 0; max-width: none; min-height: 0; max-height: none; aspect-ratio: auto`)
  try {
    element.dataset['density'] = String(scale)
    // By way of another size, since a plot that has the size already would not be drawn anew.
    lay(width + 1)
    await drawn()
    lay(width)
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

async function paintLayers(context: CanvasRenderingContext2D, element: HTMLElement, { scale }: PictureSize): Promise<void> {
  const origin = element.getBoundingClientRect()
  for (const layer of element.querySelectorAll(layerKinds)) {
    if (layer.parentElement?.closest('.plot-graph, svg')) continue
    const { left, top, width, height } = layer.getBoundingClientRect()
    if (width === 0 || height === 0 || (layer.localName === 'svg' && Math.min(width, height) < leastSide)) continue
    const image = await imageOf(layer, { width, height, scale })
    if (image !== null) context.drawImage(image, left - origin.left, top - origin.top, width, height)
  }
}

async function imageOf(layer: Element, size: PictureSize): Promise<CanvasImageSource | null> {
  if (layer instanceof HTMLCanvasElement) return layer.width > 0 && layer.height > 0 ? layer : null
  if (layer instanceof SVGSVGElement) return drawnSvg(layer, size)
  const { graphPicture } = await import('../Chart.tsx')
  return layer instanceof HTMLElement ? loaded(await graphPicture(layer, size)) : null
}

const styled = ['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'font', 'text-anchor', 'dominant-baseline', 'display', 'paint-order'] as const

/** A drawing of the page as an image: what style sheets say of it goes with it. */
async function drawnSvg(svg: SVGSVGElement, { width, height }: PictureSize): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new Error('expected a copy of a drawing to be a drawing')
  const [from, to] = [[svg, ...svg.querySelectorAll('*')], [copy, ...copy.querySelectorAll('*')]]
  for (const [i, element] of from.entries()) {
    const style = getComputedStyle(element)
    to[i]?.setAttribute('style', styled.map((name) => `${name}: ${style.getPropertyValue(name)}`).join('; '))
  }
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`)
}

async function loaded(address: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = address
  await image.decode()
  return image
}

/** The colour behind the plot: of the nearest thing around it that has one. */
function groundOf(element: Element): string {
  for (let around: Element | null = element; around !== null; around = around.parentElement) {
    const { backgroundColor } = getComputedStyle(around)
    if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor
  }
  return '#ffffff'
}
