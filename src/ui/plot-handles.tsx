// Handles on the start points: dragged with a pointer or moved with the arrow keys. Every move is an edit, so the whole race
// is computed and drawn anew under the finger.
import { useRef } from 'react'
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { mappingOf, toData, toPixel } from '../charts/box.ts'
import type { PlotBox } from '../charts/box.ts'
import { shortNumber } from '../charts/format.ts'
import { landscapeById } from '../catalog/landscapes/registry.ts'
import type { Point } from '../catalog/types.ts'
import { useT } from '../i18n/react.ts'
import { useIsLocked } from './page/page-context.tsx'
import { useRunStyles } from './plot-hooks.ts'
import { roundToPixel, useMoveStart } from './plot-start.ts'
import { useApp } from './store-context.tsx'

export function StartHandles({ box }: { readonly box: PlotBox }): ReactNode {
  const t = useT()
  const start = useApp((state) => state.scenario.start)
  const runs = useApp((state) => state.scenario.runs)
  const styles = useRunStyles()
  const common = runs.some((run) => run.start === undefined && run.hidden !== true)
  return (
    <>
      {runs.map((run, index) =>
        run.start === undefined || run.hidden === true ? null : (
          <Handle
            key={`${index} own`}
            box={box}
            run={index}
            at={run.start}
            name={t('plots.startOf', { run: styles[index]?.label ?? '' })}
            color={styles[index]?.color ?? null}
          />
        ),
      )}
      {common && <Handle box={box} run={null} at={start} name={t('plots.start')} color={null} />}
    </>
  )
}

interface HandleProps {
  readonly box: PlotBox
  readonly run: number | null
  readonly at: Point
  readonly name: string
  readonly color: string | null
}

/** Of the box in view, for one key press; ten times that with Shift. */
const keyStep = 0.005

function Handle({ box, run, at, name, color }: HandleProps): ReactNode {
  const t = useT()
  const move = useMoveStart()
  const locked = useIsLocked('plot')
  const offset = useRef<readonly [number, number] | null>(null)
  const home = useApp((state) => (typeof state.scenario.landscape === 'string' ? landscapeById.get(state.scenario.landscape)?.start : undefined))
  const mapping = mappingOf(box)
  const [px, py] = toPixel(mapping, at[0], at[1])
  const { margin, width, height } = box
  const tag = `start ${run ?? 'all'}`
  const go = (x: number, y: number): void => {
    const inX = Math.max(margin.l, Math.min(width - margin.r, x))
    const inY = Math.max(margin.t, Math.min(height - margin.b, y))
    move(run, roundToPixel(toData(mapping, inX, inY), box), tag)
  }
  const press = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    offset.current = [event.clientX - px, event.clientY - py]
  }
  const drag = (event: PointerEvent<HTMLButtonElement>): void => {
    if (offset.current === null || event.buttons === 0) return
    go(event.clientX - offset.current[0], event.clientY - offset.current[1])
  }
  const key = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const far = (event.shiftKey ? 10 : 1) * keyStep
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (by !== undefined) go(px + (by[0] ?? 0) * far * width, py + (by[1] ?? 0) * far * height)
    else if (event.key === 'Home' && home !== undefined) move(run, home, tag)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const inside = px >= margin.l - 1 && px <= width - margin.r + 1 && py >= margin.t - 1 && py <= height - margin.b + 1
  return (
    <button
      type="button"
      className="plot-handle"
      hidden={!inside}
      disabled={locked}
      style={{ transform: `translate(${px}px, ${py}px)`, ...(color === null ? {} : { '--handle': color }) }}
      aria-label={t('plots.handle', { name, x: shortNumber(at[0]), y: shortNumber(at[1]) })}
      title={t('plots.handleHint', { name })}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={() => (offset.current = null)}
      onKeyDown={key}
    >
      <span aria-hidden="true" />
    </button>
  )
}
