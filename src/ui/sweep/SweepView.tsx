// The sweep: one map per visible run, side by side under one scale of colours.
import './sweep.css'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import { divergedRgb, neverRgb, rampRgb } from '../../charts/sweep-pixels.ts'
import { scaleTicks, sweepScale } from '../../charts/sweep-scale.ts'
import type { SweepScale } from '../../charts/sweep-scale.ts'
import { cssColor } from '../../charts/theme.ts'
import { useT } from '../../i18n/react.ts'
import { knownMinimumOf } from '../../scenario/minimum.ts'
import { lossAtStart } from '../../scenario/start-loss.ts'
import { runNumber } from '../../scenario/run-numbers.ts'
import { theoryOf } from '../../scenario/quadratic.ts'
import type { Theory } from '../../scenario/quadratic.ts'
import type { LandscapeScenario, SweepSpec } from '../../scenario/types.ts'
import { axisFor, secondParam, sweepOf } from '../../scenario/views.ts'
import type { Board, Panel } from '../../store/sweep-types.ts'
import { setNumbers } from '../edits.ts'
import { useChartTheme, useRunStyles, useSize } from '../plot-hooks.ts'
import type { Size } from '../plot-hooks.ts'
import { useBoard } from '../store-context.tsx'
import { GridStatus } from './GridStatus.tsx'
import { SweepControls, useChangeSweep } from './SweepControls.tsx'
import { SweepPanel } from './SweepPanel.tsx'
import { opened, useOpen } from './use-open.ts'

export function SweepView(): ReactNode {
  const board = useBoard()
  if (board?.kind !== 'sweep') return <div className="plot-stage" />
  return <Sweep board={board} spec={sweepOf(board.scenario)} />
}

function Sweep({ board, spec }: { readonly board: Board; readonly spec: SweepSpec }): ReactNode {
  const { scenario, panels } = board
  const scale = useScale(board, spec)
  // Another scale paints every map anew: one after the other, with room for input between them.
  const late = useDeferredValue(scale)
  const theories = useTheories(scenario, spec)
  const shown = panels.filter((panel) => panel.state !== 'lacks')
  const [place, size] = useSize<HTMLDivElement>()
  return (
    <div className="sweep">
      <SweepControls scenario={scenario} spec={spec} />
      <div className="sweep-panels" ref={place} style={columnsFor(shown.length, size)}>
        {shown.map((panel) => (
          <Placed key={panel.run} panel={panel} spec={spec} scale={late} scenario={scenario} theory={theories[panel.run] ?? null} />
        ))}
      </div>
      <Lacking panels={panels} scenario={scenario} spec={spec} />
      <div className="sweep-foot">
        <Legend scale={scale} theory={theories.some((theory) => theory !== null)} />
        <GridStatus board={board} />
      </div>
    </div>
  )
}

interface PlacedProps {
  readonly panel: Panel
  readonly spec: SweepSpec
  readonly scale: SweepScale
  readonly scenario: LandscapeScenario
  readonly theory: Theory | null
}

function Placed({ panel, spec, scale, scenario, theory }: PlacedProps): ReactNode {
  const style = useRunStyles()[panel.run]
  const run = scenario.runs[panel.run]
  const openRun = useOpen()
  const { x, y } = spec
  const open = useCallback(
    (index: number, [atX, atY]: readonly [number, number], stay: boolean) =>
      openRun(index, setNumbers(index, { [x.param]: opened(atX), [y.param]: opened(atY) }), stay),
    [openRun, x.param, y.param],
  )
  if (style === undefined || run === undefined) return null
  const own = (name: string): number | null => runNumber(run, name)?.value ?? null
  return <SweepPanel panel={panel} spec={spec} scale={scale} style={style} ownX={own(x.param)} ownY={own(y.param)} theory={theory} open={open} />
}

/** One scale for all maps. It is the same object while no answer changes. */
function useScale({ panels, scenario }: Board, { colour }: SweepSpec): SweepScale {
  const answers = panels.flatMap(({ answer }) => answer ?? [])
  const known = knownMinimumOf(scenario)?.value ?? null
  const start = lossAtStart(scenario)
  const key = [colour, known, start, ...panels.map(({ run, answer }) => `${run} ${answer === null}`)].join()
  const [kept, setKept] = useState<{ readonly key: string; readonly answers: readonly object[]; readonly scale: SweepScale } | null>(null)
  if (kept !== null && kept.key === key && kept.answers.length === answers.length && kept.answers.every((answer, i) => answer === answers[i])) return kept.scale
  const scale = sweepScale(answers, colour, known, start)
  setKept({ key, answers, scale })
  return scale
}

/** By the run's index. Derivatives are formed for it, so it is not done at every progress. */
function useTheories(scenario: LandscapeScenario, { x, y }: SweepSpec): readonly (Theory | null)[] {
  const text = JSON.stringify([scenario.landscape, scenario.constants, scenario.noise, scenario.runs, x, y])
  // oxlint-disable-next-line react/exhaustive-deps -- the text stands for what is read
  return useMemo(() => scenario.runs.map((_, run) => theoryOf(scenario, run, { x, y })), [text])
}

/** As many columns as make the maps largest. */
function columnsFor(count: number, { width, height }: Size): CSSProperties {
  if (width === 0 || count === 0) return {}
  const least = 190
  const fits = Math.max(1, Math.floor(width / least))
  const side = (columns: number): number => Math.min(width / columns - 40, height / Math.ceil(count / columns) - 60)
  const best = Array.from({ length: Math.min(count, fits) }, (_, i) => i + 1).reduce((a, b) => (side(b) > side(a) ? b : a), 1)
  return { gridTemplateColumns: `repeat(${best}, minmax(0, 1fr))` }
}

/** Runs that cannot be swept so, and the sweep that suits them. */
function Lacking({ panels, scenario, spec }: { readonly panels: readonly Panel[]; readonly scenario: LandscapeScenario; readonly spec: SweepSpec }): ReactNode {
  const t = useT()
  const styles = useRunStyles()
  const change = useChangeSweep()
  const lacking = panels.filter((panel) => panel.state === 'lacks')
  if (lacking.length === 0) return null
  return (
    <ul className="sweep-lacking">
      {lacking.map(({ run, lacks }) => {
        const mine = scenario.runs[run]
        const other = mine === undefined ? null : secondParam(mine, spec.x.param)
        return (
          <li key={run}>
            <span className="plot-dot" style={{ background: styles[run]?.color }} />
            {t('sweep.lacks', { run: styles[run]?.label ?? '', params: lacks.join(', ') })}
            {mine !== undefined && other !== null && lacks.includes(spec.y.param) && !lacks.includes(spec.x.param) && (
              <button type="button" className="plain-button" onClick={() => change((old) => ({ ...old, y: axisFor(other, [mine]) }), 'sweep.y')}>
                {t('sweep.instead', { param: other })}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Legend({ scale, theory }: { readonly scale: SweepScale; readonly theory: boolean }): ReactNode {
  const t = useT()
  const chart = useChartTheme()
  const stops = Array.from({ length: 9 }, (_, i) => cssColor(rampRgb(chart, i / 8))).join(', ')
  return (
    <div className="sweep-legend" role="group" aria-label={t('sweep.legend')}>
      <span className="muted">{t(`sweep.colours.${scale.colour}`)}</span>
      <span className="sweep-ramp">
        <span className="sweep-bar" style={{ background: `linear-gradient(90deg, ${stops})` }} />
        <span className="sweep-ticks">
          {scaleTicks(scale).map(({ place, text }) => (
            <span key={place}>{text}</span>
          ))}
        </span>
      </span>
      <Key color={cssColor(divergedRgb(chart))} text={t('sweep.diverged')} />
      {scale.colour === 'steps' && <Key color={cssColor(neverRgb(chart))} text={t('sweep.never')} />}
      <MarkKey d="M7 2a5 5 0 1 0 .01 0" text={t('sweep.markBest')} />
      <MarkKey d="M1 7H13M7 1V13" text={t('sweep.markOwn')} />
      {theory && <MarkKey d="M7 1L13 7L7 13L1 7Z" text={t('sweep.markTheory')} dashed />}
    </div>
  )
}

export function Key({ color, text }: { readonly color: string; readonly text: string }): ReactNode {
  return (
    <span className="sweep-key">
      <span className="sweep-swatch" style={{ background: color }} />
      {text}
    </span>
  )
}

function MarkKey({ d, text, dashed }: { readonly d: string; readonly text: string; readonly dashed?: boolean }): ReactNode {
  return (
    <span className="sweep-key">
      <svg width={dashed === true ? 32 : 14} height="14" aria-hidden="true">
        {dashed === true && <path className="mark-line mark-dash" d="M16 7H32" />}
        <path className="mark-line" d={d} />
      </svg>
      {text}
    </span>
  )
}
