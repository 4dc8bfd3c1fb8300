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
  await Plotly.react(element, data.map((trace) => ({ ...trace })), structuredClone(layout), config)
}

/** A picture to take away. */
export async function pictureOf({ data, layout }: Figure, format: 'png' | 'svg', width: number, height: number): Promise<string> {
  const figure = { data: data.map((trace) => ({ ...trace })), layout: { ...structuredClone(layout), width, height } }
  return Plotly.toImage(figure, { format, width, height, scale: format === 'png' ? 2 : 1 })
}

/** The graph in a place of the page, at a size of its own. */
export async function graphPicture(place: HTMLElement, size: { readonly width: number; readonly height: number; readonly scale: number }): Promise<string> {
  return Plotly.toImage(place, { format: 'png', ...size })
}

function isGraph(element: HTMLElement): element is PlotlyHTMLElement {
  return 'on' in element && 'removeAllListeners' in element
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
