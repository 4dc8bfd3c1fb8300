// The training's time: play, pause, one batch, one epoch, back to the first weights; and how fast it goes.
import '../plots.css'
import './views.css'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../charts/format.ts'
import { useT } from '../../i18n/react.ts'
import type { Translate } from '../../i18n/react.ts'
import type { TrainStatus, TrainTrace } from '../../store/network-types.ts'
import { Hint } from '../fields/Hint.tsx'
import { isBusy } from '../transport-keys.ts'
import { useNetwork, useNetworkActions, useReadNetwork, useReadTrain, useTrain } from './network-context.tsx'
import { rateOf, remember } from './network-rate.ts'
import type { Rate, Reading } from './network-rate.ts'
import { figures, timeText } from './rate-text.ts'

const paces = [0.5, 1, 2, 5, 10, 25, 50] as const

const icons = {
  reset: 'M3.5 3v10M13 3 6 8l7 5z',
  play: 'M4.5 2.5 13 8l-8.500 5.500z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  batch: 'M4 3l7 5-7 5z',
  epoch: 'M2.500 3l6 5-6 5zM8.500 3l6 5-6 5z',
} as const

const active = (status: TrainStatus): boolean => status === 'playing' || status === 'loading'

export function NetworkTransport(): ReactNode {
  const t = useT()
  const { play, pause, stepBatch, stepEpoch, reset } = useNetworkActions()
  const status = useNetwork((state) => state.status)
  useTrainKeys()
  const ended = status === 'finished'
  const playing = active(status)
  return (
    <div className="transport-bar net-transport">
      <div className="transport-buttons" role="group" aria-label={t('netviews.transport')}>
        <Press icon="reset" name={t('netviews.reset')} press={reset} />
        <Press icon={playing ? 'pause' : 'play'} name={t(playing ? 'netviews.pause' : ended ? 'netviews.again' : 'netviews.play')} press={playing ? pause : play} strong />
        <Press icon="batch" name={t('netviews.stepBatch')} press={stepBatch} disabled={ended} />
        <Press icon="epoch" name={t('netviews.stepEpoch')} press={stepEpoch} disabled={ended} />
      </div>
      <Pace />
      <Progress />
    </div>
  )
}

function Pace(): ReactNode {
  const t = useT()
  const { setPace } = useNetworkActions()
  const pace = useNetwork((state) => state.pace)
  const listed: readonly number[] = paces
  const shown = pace === null || listed.includes(pace) ? listed : [...listed, pace].toSorted((a, b) => a - b)
  return (
    <Hint text={t('netviews.paceHint')}>
      <select className="transport-speed" aria-label={t('netviews.pace')} value={pace ?? 'full'} onChange={({ currentTarget: { value } }) => setPace(value === 'full' ? null : Number(value))}>
        <option value="full">{t('netviews.fullSpeed')}</option>
        {shown.map((one) => (
          <option key={one} value={one}>
            {t('netviews.epochsPerSecond', { count: one })}
          </option>
        ))}
      </select>
    </Hint>
  )
}

function Progress(): ReactNode {
  const t = useT()
  const trace = useTrain(150)
  const status = useNetwork((state) => state.status)
  const loading = useNetwork((state) => state.loading)
  const epochs = useNetwork((state) => state.scenario.epochs)
  const epoch = trace?.epoch ?? 0
  const label = t('netviews.epochOf', { epoch: epoch < epochs ? Math.floor(epoch) : epochs, epochs })
  return (
    <>
      <progress className="net-progress" aria-label={t('netviews.progress')} max={epochs} value={loading === null ? Math.min(epoch, epochs) : loading * epochs} />
      <output className="transport-step">{label}</output>
      <span className="net-rate">
        {status === 'loading' && loadingText(loading, t)}
        {status === 'playing' && <RateWords />}
        {status !== 'loading' && status !== 'playing' && statusText(status, trace, t)}
      </span>
    </>
  )
}

/** Speed and time left while networks train; mounted anew for each stretch of playing, so that pauses do not count. */
function RateWords(): ReactNode {
  const t = useT()
  const read = useReadTrain()
  const [rate, setRate] = useState<Rate | null>(null)
  useEffect(() => {
    let readings: readonly Reading[] = []
    const timer = setInterval(() => {
      const trace = read()
      if (trace === null) return
      const steps = Math.max(0, ...trace.runs.map((run) => run.loss.length - 1))
      readings = remember(readings, { time: performance.now(), epoch: trace.epoch, steps, samples: trace.samples })
      setRate(rateOf(readings, trace.scenario.epochs))
    }, 400)
    return () => clearInterval(timer)
  }, [read])
  return rate === null ? t('netviews.status.playing') : rateText(rate, t)
}

function rateText({ stepsPerSecond, samplesPerSecond, left }: Rate, t: Translate): string {
  const speed = t('netviews.rate', { steps: figures(stepsPerSecond), samples: figures(samplesPerSecond) })
  return left === null ? speed : `${speed} · ${t('netviews.left', { time: timeText(left, t) })}`
}

function statusText(status: TrainStatus, trace: TrainTrace | null, t: Translate): string {
  if (status === 'finished' && trace !== null) return t('netviews.finishedIn', { time: shortNumber(trace.seconds) })
  return t(`netviews.status.${status}`)
}

function loadingText(loading: number | null, t: Translate): string {
  return loading === null ? t('netviews.status.loading') : t('netviews.loading', { percent: Math.round(100 * loading) })
}

interface PressProps {
  readonly icon: keyof typeof icons
  readonly name: string
  readonly press: () => void
  readonly strong?: boolean
  readonly disabled?: boolean
}

function Press({ icon, name, press, strong, disabled }: PressProps): ReactNode {
  return (
    <Hint text={name}>
      <button type="button" className="transport-button" data-strong={strong === true} aria-label={name} disabled={disabled === true} onClick={press}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d={icons[icon]} fill="currentColor" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" strokeLinecap="round" />
        </svg>
      </button>
    </Hint>
  )
}

/** The landscape's keys: Space plays, the right arrow goes on (with Shift an epoch), Home goes back. */
function useTrainKeys(): void {
  const { play, pause, stepBatch, stepEpoch, reset } = useNetworkActions()
  const read = useReadNetwork()
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isBusy(event)) return
      if (event.key === ' ') (active(read().status) ? pause : play)()
      else if (event.key === 'ArrowRight') (event.shiftKey ? stepEpoch : stepBatch)()
      else if (event.key === 'Home') reset()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [play, pause, stepBatch, stepEpoch, reset, read])
}
