// A map of cells with its axes: a picture of one pixel a cell, stretched on a canvas; ticks and marks above it; pointing reads
// a cell, clicking opens it. By keyboard: arrows walk over the cells, Enter opens.
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react'
import { axisTicks } from '../../charts/sweep-axes.ts'
import type { GridAxisRange, Tick } from '../../charts/sweep-axes.ts'
import { fitCanvas } from '../plot-hooks.ts'
import type { Size } from '../plot-hooks.ts'

export interface Cell {
  readonly column: number
  readonly row: number
}

/** From 0 … 1 along both axes to pixels. */
export type Placed = (u: number, v: number) => readonly [number, number]

/** A range of numbers, or ticks of the caller's own. */
export type MapAxis = { readonly name: string } & (GridAxisRange | { readonly ticks: (most: number) => readonly Tick[] })

interface CellMapProps {
  readonly size: Size
  readonly columns: number
  readonly rows: number
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

export function CellMap({ size, columns, rows, pixels, x, y, label, describe, open, marks }: CellMapProps): ReactNode {
  const [cell, setCell] = useState<Cell | null>(null)
  const yTicks = ticksOf(y, size.height / 46)
  const left = Math.max(margin.l, Math.min(140, 15 + 6.3 * Math.max(0, ...yTicks.map(({ text }) => text.length))))
  const canvas = usePicture(pixels, { columns, rows, left }, size)
  const inner = { width: Math.max(1, size.width - left - margin.r), height: Math.max(1, size.height - margin.t - margin.b) }
  const place: Placed = (u, v) => [left + u * inner.width, margin.t + (1 - v) * inner.height]
  const cellAt = (event: PointerEvent<HTMLDivElement>): Cell | null => {
    const bounds = event.currentTarget.getBoundingClientRect()
    const column = Math.floor(((event.clientX - bounds.left - left) / inner.width) * columns)
    const row = Math.floor((1 - (event.clientY - bounds.top - margin.t) / inner.height) * rows)
    return column >= 0 && row >= 0 && column < columns && row < rows ? { column, row } : null
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
      onKeyDown={(event) => walk(event, cell, { columns, rows }, setCell, () => cell !== null && text !== null && open(cell, event.shiftKey))}
    >
      <canvas className="plot-canvas" ref={canvas} aria-hidden="true" />
      <svg className="cell-marks" width={size.width} height={size.height} aria-hidden="true">
        <Axes x={x} y={y} yTicks={yTicks} size={size} place={place} />
        <svg x={left} y={margin.t} width={inner.width} height={inner.height} viewBox={`${left} ${margin.t} ${inner.width} ${inner.height}`}>
          {marks(place)}
          {cell !== null && <CellOutline cell={cell} columns={columns} rows={rows} place={place} />}
        </svg>
      </svg>
      {text !== null && cell !== null && (
        <p className="cell-readout" data-side={cell.column < columns / 2 ? 'right' : 'left'} data-level={cell.row < rows / 2 ? 'high' : 'low'} role="status">
          {text}
        </p>
      )}
    </div>
  )
}

/** Each cell a pixel of a small canvas, which the large one shows without smoothing. */
function usePicture(pixels: Uint8ClampedArray<ArrayBuffer> | null, { columns, rows, left }: { readonly columns: number; readonly rows: number; readonly left: number }, size: Size): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const context = canvas.current === null ? null : fitCanvas(canvas.current, size)
    if (context === null || pixels?.length !== 4 * columns * rows) return
    const small = new OffscreenCanvas(columns, rows)
    small.getContext('2d')?.putImageData(new ImageData(pixels, columns, rows), 0, 0)
    context.imageSmoothingEnabled = false
    context.drawImage(small, left, margin.t, size.width - left - margin.r, size.height - margin.t - margin.b)
  }, [pixels, columns, rows, left, size])
  return canvas
}

interface Grid {
  readonly columns: number
  readonly rows: number
}

function walk(event: KeyboardEvent<HTMLDivElement>, cell: Cell | null, { columns, rows }: Grid, move: (cell: Cell | null) => void, open: () => void): void {
  const far = event.shiftKey ? Math.max(2, Math.round(Math.max(columns, rows) / 8)) : 1
  const by = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, far], ArrowDown: [0, -far] }[event.key]
  if (by === undefined && event.key !== 'Enter' && event.key !== 'Escape') return
  event.preventDefault()
  // The page's own arrow keys move the cursor of time.
  event.stopPropagation()
  if (event.key === 'Enter') open()
  else if (by === undefined) move(null)
  else {
    const from = cell ?? { column: columns >> 1, row: rows >> 1 }
    const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))
    move({ column: within(from.column + (by[0] ?? 0), columns), row: within(from.row + (by[1] ?? 0), rows) })
  }
}

const ticksOf = (axis: MapAxis, room: number): readonly Tick[] => ('ticks' in axis ? axis.ticks(Math.max(2, room)) : axisTicks(axis, Math.max(2, room)))

interface AxesProps {
  readonly x: MapAxis
  readonly y: MapAxis
  readonly yTicks: readonly Tick[]
  readonly size: Size
  readonly place: Placed
}

function Axes({ x, y, yTicks, size, place }: AxesProps): ReactNode {
  const [left, bottom] = place(0, 0)
  const [right, top] = place(1, 1)
  return (
    <g className="cell-axes">
      <rect x={left - 0.5} y={top - 0.5} width={right - left + 1} height={bottom - top + 1} />
      {ticksOf(x, size.width / 64).map(({ place: at, text }) => {
        const [px] = place(at, 0)
        return (
          <g key={at}>
            <line x1={px} x2={px} y1={bottom} y2={bottom + 4} />
            <text x={px} y={bottom + 15} textAnchor="middle">{text}</text>
          </g>
        )
      })}
      {yTicks.map(({ place: at, text }) => {
        const [, py] = place(0, at)
        return (
          <g key={at}>
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
function CellOutline({ cell, columns, rows, place }: Grid & { readonly cell: Cell; readonly place: Placed }): ReactNode {
  const [x, bottom] = place(cell.column / columns, cell.row / rows)
  const [right, y] = place((cell.column + 1) / columns, (cell.row + 1) / rows)
  const grow = Math.max(0, (7 - (right - x)) / 2)
  return <rect className="cell-outline" x={x - grow} y={y - grow} width={right - x + 2 * grow} height={bottom - y + 2 * grow} />
}
