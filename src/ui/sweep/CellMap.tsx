// A map of cells with its axes: a picture of one pixel a cell, stretched on a canvas; ticks and marks above it; pointing reads
// a cell, clicking opens it. By keyboard: arrows walk over the cells, Enter opens.
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react'
import { axisTicks } from '../../charts/sweep-axes.ts'
import type { GridAxisRange } from '../../charts/sweep-axes.ts'
import { fitCanvas } from '../plot-hooks.ts'
import type { Size } from '../plot-hooks.ts'

export interface Cell {
  readonly column: number
  readonly row: number
}

/** From 0 … 1 along both axes to pixels. */
export type Placed = (u: number, v: number) => readonly [number, number]

export interface MapAxis extends GridAxisRange {
  readonly name: string
}

interface CellMapProps {
  readonly size: Size
  /** Cells per side. */
  readonly cells: number
  /** RGBA, the first row on top; null while there is nothing to draw. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer> | null
  readonly x: MapAxis
  readonly y: MapAxis
  /** What a screen reader says of the whole. */
  readonly label: string
  /** One line about a cell; null where nothing is known of it yet. */
  readonly describe: (cell: Cell) => string | null
  /** `stay`: without leaving the map. */
  readonly open: (cell: Cell, stay: boolean) => void
  readonly marks: (place: Placed) => ReactNode
}

const margin = { l: 42, r: 10, t: 6, b: 34 }

export function CellMap({ size, cells, pixels, x, y, label, describe, open, marks }: CellMapProps): ReactNode {
  const [cell, setCell] = useState<Cell | null>(null)
  const canvas = usePicture(pixels, cells, size)
  const inner = { width: Math.max(1, size.width - margin.l - margin.r), height: Math.max(1, size.height - margin.t - margin.b) }
  const place: Placed = (u, v) => [margin.l + u * inner.width, margin.t + (1 - v) * inner.height]
  const cellAt = (event: PointerEvent<HTMLDivElement>): Cell | null => {
    const bounds = event.currentTarget.getBoundingClientRect()
    const column = Math.floor(((event.clientX - bounds.left - margin.l) / inner.width) * cells)
    const row = Math.floor((1 - (event.clientY - bounds.top - margin.t) / inner.height) * cells)
    return column >= 0 && row >= 0 && column < cells && row < cells ? { column, row } : null
  }
  const text = cell === null ? null : describe(cell)
  return (
    <div
      className="cell-map"
      role="application"
      aria-label={text === null ? label : `${label} ${text}`}
      tabIndex={0}
      onPointerMove={(event) => setCell(cellAt(event))}
      onPointerLeave={() => setCell(null)}
      onBlur={() => setCell(null)}
      onClick={(event) => cell !== null && text !== null && open(cell, event.shiftKey)}
      onKeyDown={(event) => walk(event, cell, cells, setCell, () => cell !== null && text !== null && open(cell, event.shiftKey))}
    >
      <canvas className="plot-canvas" ref={canvas} aria-hidden="true" />
      <svg className="cell-marks" width={size.width} height={size.height} aria-hidden="true">
        <Axes x={x} y={y} size={size} place={place} />
        <svg x={margin.l} y={margin.t} width={inner.width} height={inner.height} viewBox={`${margin.l} ${margin.t} ${inner.width} ${inner.height}`}>
          {marks(place)}
          {cell !== null && <CellOutline cell={cell} cells={cells} place={place} />}
        </svg>
      </svg>
      {text !== null && cell !== null && (
        <p className="cell-readout" data-side={cell.column < cells / 2 ? 'right' : 'left'} data-level={cell.row < cells / 2 ? 'high' : 'low'} role="status">
          {text}
        </p>
      )}
    </div>
  )
}

/** Each cell a pixel of a small canvas, which the large one shows without smoothing. */
function usePicture(pixels: Uint8ClampedArray<ArrayBuffer> | null, cells: number, size: Size): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const context = canvas.current === null ? null : fitCanvas(canvas.current, size)
    if (context === null || pixels?.length !== 4 * cells * cells) return
    const small = new OffscreenCanvas(cells, cells)
    small.getContext('2d')?.putImageData(new ImageData(pixels, cells, cells), 0, 0)
    context.imageSmoothingEnabled = false
    context.drawImage(small, margin.l, margin.t, size.width - margin.l - margin.r, size.height - margin.t - margin.b)
  }, [pixels, cells, size])
  return canvas
}

function walk(event: KeyboardEvent<HTMLDivElement>, cell: Cell | null, cells: number, move: (cell: Cell | null) => void, open: () => void): void {
  const far = event.shiftKey ? Math.max(2, Math.round(cells / 8)) : 1
  const by = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, far], ArrowDown: [0, -far] }[event.key]
  if (by === undefined && event.key !== 'Enter' && event.key !== 'Escape') return
  event.preventDefault()
  // The page's own arrow keys move the cursor of time.
  event.stopPropagation()
  if (event.key === 'Enter') open()
  else if (by === undefined) move(null)
  else {
    const from = cell ?? { column: cells >> 1, row: cells >> 1 }
    const within = (value: number): number => Math.max(0, Math.min(cells - 1, value))
    move({ column: within(from.column + (by[0] ?? 0)), row: within(from.row + (by[1] ?? 0)) })
  }
}

interface AxesProps {
  readonly x: MapAxis
  readonly y: MapAxis
  readonly size: Size
  readonly place: Placed
}

function Axes({ x, y, size, place }: AxesProps): ReactNode {
  const [left, bottom] = place(0, 0)
  const [right, top] = place(1, 1)
  return (
    <g className="cell-axes">
      <rect x={left - 0.5} y={top - 0.5} width={right - left + 1} height={bottom - top + 1} />
      {axisTicks(x, Math.max(2, size.width / 64)).map(({ place: at, text }) => {
        const [px] = place(at, 0)
        return (
          <g key={text}>
            <line x1={px} x2={px} y1={bottom} y2={bottom + 4} />
            <text x={px} y={bottom + 15} textAnchor="middle">{text}</text>
          </g>
        )
      })}
      {axisTicks(y, Math.max(2, size.height / 46)).map(({ place: at, text }) => {
        const [, py] = place(0, at)
        return (
          <g key={text}>
            <line x1={left - 4} x2={left} y1={py} y2={py} />
            <text x={left - 7} y={py + 3.5} textAnchor="end">{text}</text>
          </g>
        )
      })}
      <text className="cell-axis-name" x={(left + right) / 2} y={size.height - 4} textAnchor="middle">{x.name}</text>
      <text className="cell-axis-name" transform={`translate(10 ${(top + bottom) / 2}) rotate(-90)`} textAnchor="middle">{y.name}</text>
    </g>
  )
}

/** Never smaller than can be seen. */
function CellOutline({ cell, cells, place }: { readonly cell: Cell; readonly cells: number; readonly place: Placed }): ReactNode {
  const [x, bottom] = place(cell.column / cells, cell.row / cells)
  const [right, y] = place((cell.column + 1) / cells, (cell.row + 1) / cells)
  const grow = Math.max(0, (7 - (right - x)) / 2)
  return <rect className="cell-outline" x={x - grow} y={y - grow} width={right - x + 2 * grow} height={bottom - y + 2 * grow} />
}
