// The field itself: a button as large as a picture. A click places a point where it is; with the keyboard the arrows move a
// cross and Enter places a point under it.
import { useCallback, useId, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react'
import { classColor } from '../../../charts/network-colors.ts'
import { useT } from '../../../i18n/react.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { Canvas } from '../views/Canvas.tsx'
import { paintMarks } from '../views/paint.ts'
import type { Context } from '../views/paint.ts'
import { labels, placed, reach } from './drawn-points.ts'
import type { DrawnPoint } from './drawn-points.ts'

interface DrawFieldProps {
  readonly points: readonly DrawnPoint[]
  readonly label: string
  /** Points of one stroke are taken back by one undo. */
  readonly place: (point: DrawnPoint, stroke: number) => void
  readonly removeLast: () => void
  readonly chooseLabel: (label: string) => void
}

const moves: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
const [step, leap] = [0.05, 0.25]
/** A mouse that is drawn along leaves points this far apart. */
const apart = 0.08

export function DrawField({ points, label, place, removeLast, chooseLabel }: DrawFieldProps): ReactNode {
  const t = useT()
  const hint = useId()
  const [cross, setCross] = useState<readonly [number, number] | null>(null)
  const last = useRef<DrawnPoint | null>(null)
  const stroke = useRef(0)
  const put = (x: number, y: number): void => {
    const point = placed(x, y, label)
    last.current = point
    place(point, stroke.current)
  }
  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    // A click without a place is the keyboard's.
    if (event.detail === 0) {
      stroke.current += 1
      put(...(cross ?? [0, 0]))
    } else if (last.current === null) put(...placeOf(event))
    last.current = null
  }
  const drag = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.buttons !== 1 || event.pointerType === 'touch') return
    const [x, y] = placeOf(event)
    const before = last.current
    if (before === null || Math.hypot(x - before.x, y - before.y) >= apart) put(x, y)
  }
  const key = (event: KeyboardEvent): void => {
    const move = moves[event.key]
    const chosen = labels[Number(event.key) - 1] ?? labels.find((one) => one === event.key.toUpperCase())
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (move !== undefined) {
      const by = event.shiftKey ? leap : step
      const { x, y } = placed((cross?.[0] ?? 0) + by * move[0], (cross?.[1] ?? 0) + by * move[1], label)
      setCross([x, y])
    } else if (event.key === 'Backspace' || event.key === 'Delete') removeLast()
    else if (chosen !== undefined) chooseLabel(chosen)
    else return
    event.preventDefault()
  }
  const where = cross === null ? '' : t('network.drawCross', { x: cross[0].toFixed(2), y: cross[1].toFixed(2) })
  return (
    <>
      <button
        type="button"
        className="draw-field"
        aria-label={`${t('network.drawField', { label })} ${where}`}
        aria-describedby={hint}
        onClick={click}
        onPointerDown={() => {
          stroke.current += 1
          last.current = null
          setCross(null)
        }}
        onPointerMove={drag}
        onKeyDown={key}
      >
        <Picture points={points} cross={cross} />
      </button>
      <p className="muted" id={hint}>
        {t('network.drawHint')}
      </p>
    </>
  )
}

function placeOf(event: MouseEvent<HTMLElement>): readonly [number, number] {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
  return [reach * ((2 * (event.clientX - left)) / width - 1), reach * (1 - (2 * (event.clientY - top)) / height)]
}

function Picture({ points, cross }: { readonly points: readonly DrawnPoint[]; readonly cross: readonly [number, number] | null }): ReactNode {
  const theme = useChartTheme()
  const paint = useCallback(
    (context: Context, { width, height }: Size) => {
      const pixel = (x: number, y: number): readonly [number, number] => [((x / reach + 1) / 2) * width, ((1 - y / reach) / 2) * height]
      context.strokeStyle = theme.grid
      context.beginPath()
      context.moveTo(width / 2, 0)
      context.lineTo(width / 2, height)
      context.moveTo(0, height / 2)
      context.lineTo(width, height / 2)
      context.stroke()
      const marks = points.map((point) => {
        const [x, y] = pixel(point.x, point.y)
        return { x, y, color: classColor(labels.findIndex((one) => one === point.label)), shape: 'disc' as const }
      })
      paintMarks(context, marks, 4.5, theme)
      if (cross === null) return
      const [x, y] = pixel(...cross)
      context.strokeStyle = theme.text
      context.lineWidth = 1.5
      context.beginPath()
      for (const [dx, dy] of [[9, 0], [0, 9]] as const) {
        context.moveTo(x - dx, y - dy)
        context.lineTo(x + dx, y + dy)
      }
      context.stroke()
    },
    [points, cross, theme],
  )
  return <Canvas paint={paint} />
}
