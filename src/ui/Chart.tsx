// The boundary to Plotly: nothing else imports it. A figure in, a graph on the page; ranges that a person pans or zooms to
// come back. Everything that moves with the cursor is a layer above the graph, so a graph is drawn again only when its own
// figure changes.
import * as Plotly from 'plotly.js/lib/core'
import * as contour from 'plotly.js/lib/contour'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import type { Config, PlotlyHTMLElement, PlotRelayoutEvent } from 'plotly.js'
import type { Range } from '../catalog/types.ts'
import type { Figure } from '../charts/figure.ts'
import type { Heads } from '../charts/surface.ts'
import { typeScale } from './type-scale.ts'

Plotly.register([contour])

export interface View {
  readonly x: Range
  readonly y: Range
}

export interface ChartProps {
  readonly figure: Figure
  /** What a screen reader says. */
  readonly label: string
  /** Wheel zooms, and dragging pans where `pan` says so. `settled` is false while the gesture goes on. */
  readonly onView?: (view: View, settled: boolean) => void
  /** New positions of the figure's last trace, without drawing the rest again. */
  readonly heads?: Heads | null
}

const still: Partial<Config> = { displayModeBar: false, responsive: false, scrollZoom: false, doubleClick: false, showTips: false, staticPlot: true }
const moving: Partial<Config> = { ...still, scrollZoom: true, staticPlot: false }

export function Chart({ figure, label, onView, heads }: ChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const listener = useRef(onView)
  const zooms = onView !== undefined
  const is3d = 'scene' in figure.layout
  useEffect(() => {
    listener.current = onView
  }, [onView])
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    void draw(element, figure, zooms || is3d ? moving : still)
  }, [figure, zooms, is3d])
  useEffect(() => {
    const element = place.current
    if (element === null || !zooms || !isGraph(element)) return
    const report = (settled: boolean) => (event: PlotRelayoutEvent) => {
      const view = viewOf(event)
      if (view !== null) listener.current?.(view, settled)
    }
    element.on('plotly_relayouting', report(false))
    element.on('plotly_relayout', report(true))
    return () => {
      element.removeAllListeners('plotly_relayouting')
      element.removeAllListeners('plotly_relayout')
    }
  }, [zooms])
  const last = figure.data.length - 1
  useEffect(() => {
    const element = place.current
    if (element === null || heads === null || heads === undefined) return
    void Plotly.restyle(element, { x: [heads.x], y: [heads.y], z: [heads.z] }, [last])
  }, [heads, last])
  useEffect(() => {
    const element = place.current
    return () => {
      if (element !== null) Plotly.purge(element)
    }
  }, [])
  return <div ref={place} className="plot-graph" role="img" aria-label={label} />
}

/** Plotly writes into what it is given; the figure stays ours. */
async function draw(element: HTMLElement, { data, layout }: Figure, config: Partial<Config>): Promise<void> {
  await Plotly.react(element, data.map((trace) => inScale({ ...trace })), inScale(structuredClone(layout)), config)
}

/** Every `font` and `…font` of a figure at the size of the page's type; the value is our own copy. */
function inScale<T extends object>(part: T): T {
  const scale = typeScale()
  return scale === 1 ? part : enlarged(part, scale)
}

function enlarged<T extends object>(part: T, scale: number): T {
  const entries = Object.entries(part).map(([key, value]: [string, unknown]) => {
    if (!isPlain(value)) return [key, value]
    const size = key.endsWith('font') && typeof value['size'] === 'number' ? { size: value['size'] * scale } : {}
    return [key, { ...enlarged(value, scale), ...size }]
  })
  return Object.fromEntries(entries) as T
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** A picture to take away. */
export async function pictureOf({ data, layout }: Figure, format: 'png' | 'svg', width: number, height: number): Promise<string> {
  const figure = { data: data.map((trace) => ({ ...trace })), layout: { ...structuredClone(layout), width, height } }
  return Plotly.toImage(figure, { format, width, height, scale: format === 'png' ? 2 : 1 })
}

/** The graph in a place of the page, at a size of its own. */
export async function graphPicture(place: HTMLElement, size: { readonly width: number; readonly height: number; readonly scale: number }): Promise<string> {
  return Plotly.toImage(place, { format: 'png', ...size })
}

/** The same as the text of an SVG. */
export async function graphDrawing(place: HTMLElement, size: { readonly width: number; readonly height: number }): Promise<string> {
  const address = await Plotly.toImage(place, { format: 'svg', ...size })
  return decodeURIComponent(address.slice(address.indexOf(',') + 1))
}

function isGraph(element: HTMLElement): element is PlotlyHTMLElement {
  return 'on' in element && 'removeAllListeners' in element
}

/** What part a graph shows now; null where it has no flat axes. */
export function shownView(element: Element | null): View | null {
  if (!(element instanceof HTMLElement) || !isGraph(element) || 'scene' in element.layout) return null
  return rangesOf(element.layout.xaxis?.range, element.layout.yaxis?.range)
}

function rangesOf(x: readonly unknown[] | undefined, y: readonly unknown[] | undefined): View | null {
  const range = (given: readonly unknown[] = []): Range | null => {
    const [low, high] = given
    return typeof low === 'number' && typeof high === 'number' ? [low, high] : null
  }
  const [across, up] = [range(x), range(y)]
  return across === null || up === null ? null : { x: across, y: up }
}

/** The event names each end of each range apart. */
function viewOf(event: PlotRelayoutEvent): View | null {
  const entries = new Map<string, unknown>(Object.entries(event))
  const range = (axis: 'x' | 'y'): Range | null => {
    const low = entries.get(`${axis}axis.range[0]`)
    const high = entries.get(`${axis}axis.range[1]`)
    return typeof low === 'number' && typeof high === 'number' ? [low, high] : null
  }
  const x = range('x')
  const y = range('y')
  return x === null || y === null ? null : { x, y }
}
