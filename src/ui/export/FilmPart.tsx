// The race, or what networks say while they learn, as a GIF of a chosen size, number of frames and duration.
import { Button, Progress, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import { landscapeText } from '../../scenario/plan.ts'
import { domainOf } from '../../scenario/views.ts'
import type { TrainTrace } from '../../store/network-types.ts'
import { useMode } from '../mode-context.tsx'
import type { DataAnswer } from '../network/answers.ts'
import { useNetwork, useNetworkEngine, useTrain } from '../network/network-context.tsx'
import { useNetworkStyles } from '../network/network-hooks.ts'
import { minimaOf } from '../plot-field.ts'
import { useChartTheme, useRunStyles } from '../plot-hooks.ts'
import { useEngine, useReadState, useTrace } from '../store-context.tsx'
import { useToast } from '../toast.tsx'
import type { FilmSize, Stage } from './film.ts'
import type { RaceFilm } from './race-film.ts'
import { save } from './save.ts'

/** Points of the landscape along each side. */
const fine = 201

const names = ['width', 'height', 'frames', 'seconds'] as const
type Fields = Readonly<Record<(typeof names)[number], string>>

/** Readies what is to be filmed. */
type Prepare = (size: FilmSize, signal: AbortSignal) => Promise<Stage>

export function FilmPart(): ReactNode {
  const t = useT()
  const mode = useMode()
  if (mode === 'strategy') return null
  return (
    <section aria-label={t('export.film')}>
      <h3>{t('export.film')}</h3>
      {mode === 'landscape' ? <RaceFields /> : <TrainingFields />}
    </section>
  )
}

function RaceFields(): ReactNode {
  const t = useT()
  const ready = useTrace() !== null
  return <FilmFields hint={t('export.gifHint')} file="race" prepare={useRaceFilm()} ready={ready} />
}

function TrainingFields(): ReactNode {
  const t = useT()
  const data = useNetwork((state) => state.data)
  const trace = useTrain(500)
  const prepare = useTrainingFilm(trace, data)
  if (data !== null && (data.image !== null || data.pointWidth < 2)) return <p className="muted">{t('export.filmPlane')}</p>
  return <FilmFields hint={t('export.gifTrainingHint')} file="training" prepare={prepare} ready={data !== null && trace !== null && trace.built !== null} />
}

interface FilmFieldsProps {
  readonly hint: string
  readonly file: string
  readonly prepare: Prepare
  readonly ready: boolean
}

function FilmFields({ hint, file, prepare, ready }: FilmFieldsProps): ReactNode {
  const t = useT()
  const [fields, setFields] = useState<Fields>({ width: '640', height: '480', frames: '60', seconds: '6' })
  const { progress, start, cancel } = useFilm(file, prepare)
  const size = { width: Number(fields.width), height: Number(fields.height), frames: Number(fields.frames), seconds: Number(fields.seconds) }
  const good = isGood(size)
  return (
    <>
      <div className="export-size export-film">
        {names.map((name) => (
          <TextInput key={name} label={t(`export.${name}`)} inputMode="numeric" value={fields[name]} error={!good} onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })} />
        ))}
      </div>
      {!good && (
        <p className="field-error" role="alert">
          {t('export.badFilm')}
        </p>
      )}
      {progress === null ? (
        <Button title={hint} disabled={!good || !ready} onClick={() => void start(size)}>
          {t('export.gif')}
        </Button>
      ) : (
        <div className="export-progress">
          <Progress aria-label={t('export.gifProgress')} value={100 * progress} />
          <Button onClick={cancel}>{t('export.cancel')}</Button>
        </div>
      )}
    </>
  )
}

/** Browsers slow down frames of less than two hundredths of a second. */
function isGood({ width, height, frames, seconds }: FilmSize): boolean {
  const whole = [width, height, frames].every(Number.isInteger)
  return whole && Math.min(width, height) >= 100 && Math.max(width, height) <= 2000 && frames >= 2 && frames <= 300 && seconds > 0 && seconds <= 60 && frames <= 50 * seconds
}

interface Making {
  /** 0 to 1; null: none is made. */
  readonly progress: number | null
  readonly start: (size: FilmSize) => Promise<void>
  readonly cancel: () => void
}

/** At most one at a time; closing the card cancels it. */
function useFilm(file: string, prepare: Prepare): Making {
  const t = useT()
  const say = useText()
  const tell = useToast()
  const [progress, setProgress] = useState<number | null>(null)
  const work = useRef<AbortController | null>(null)
  useEffect(() => () => work.current?.abort(), [])
  const start = async (size: FilmSize): Promise<void> => {
    const mine = new AbortController()
    work.current = mine
    setProgress(0)
    try {
      const { gifOf } = await import('./film.ts')
      save(`descent-${file}.gif`, await gifOf(await prepare(size, mine.signal), size, { signal: mine.signal, onProgress: setProgress }))
    } catch (error) {
      if (!mine.signal.aborted) tell({ text: t('export.failed', { message: say(error instanceof Error ? error.message : String(error)) }), tone: 'error' })
    }
    if (work.current === mine) setProgress(null)
  }
  return { progress, start, cancel: () => work.current?.abort() }
}

/** The race on the screen, over the part of the landscape that is on the screen. */
function useRaceFilm(): Prepare {
  const t = useT()
  const theme = useChartTheme()
  const styles = useRunStyles()
  const trace = useTrace()
  const engine = useEngine()
  const read = useReadState()
  return async (size, signal) => {
    if (trace === null) throw new Error(t('export.noNumbers'))
    const { scenario, steps } = trace
    const [{ shownView }, { raceStage }] = await Promise.all([import('../Chart.tsx'), import('./race-film.ts')])
    const view = shownView(document.querySelector('main .plot-stage .plot-graph'))
    const domain = view === null ? domainOf(scenario) : ([view.x, view.y] as const)
    const { z } = await engine.surface({ landscape: landscapeText(scenario), domain, columns: fine, rows: fine }, { signal })
    const film: RaceFilm = {
      trace,
      styles,
      theme,
      selectedRun: read().selectedRun,
      surface: { z, columns: fine, rows: fine, domain },
      minima: minimaOf(scenario),
      caption: (step) => t('export.filmStep', { step, steps }),
    }
    return raceStage(film, size)
  }
}

/** What the networks that are seen have said, up to where they are now. */
function useTrainingFilm(trace: TrainTrace | null, data: DataAnswer | null): Prepare {
  const t = useT()
  const theme = useChartTheme()
  const styles = useNetworkStyles()
  const engine = useNetworkEngine()
  return async (size) => {
    const shown = styles.filter(({ index, hidden }) => !hidden && trace?.runs[index] !== undefined && trace.runs[index].status !== 'refused')
    const steps = Math.max(0, ...shown.map(({ index }) => (trace?.runs[index]?.loss.length ?? 1) - 1))
    if (data === null || shown.length === 0 || steps === 0) throw new Error(t('export.noNumbers'))
    const { decisionStage } = await import('./decision-film.ts')
    return decisionStage({ engine, data, styles: shown, theme, steps, caption: (step) => t('export.filmStep', { step, steps }) }, size)
  }
}
