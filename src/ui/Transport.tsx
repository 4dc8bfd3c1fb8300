// Time: play, pause, step, scrub. The clock itself is app/'s; here are the buttons and the keys.
import './plots.css'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/react.ts'
import { Hint } from './fields/Hint.tsx'
import { useActions, useApp, useReadState } from './store-context.tsx'
import { isBusy } from './transport-keys.ts'

const speeds = [5, 10, 25, 50, 100, 200, 500, 1000, 5000] as const

const icons = {
  first: 'M3.5 3v10M13 3 6 8l7 5z',
  back: 'M12 3 5 8l7 5z',
  play: 'M4.5 2.5 13 8l-8.500 5.500z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  forward: 'M4 3l7 5-7 5z',
  last: 'M12.500 3v10M3 3l7 5-7 5z',
} as const

export function Transport(): ReactNode {
  const t = useT()
  const actions = useActions()
  const playing = useApp((state) => state.playing)
  const speed = useApp((state) => state.speed)
  const read = useReadState()
  useTransportKeys()
  return (
    <div className="transport-bar">
      <div className="transport-buttons" role="group" aria-label={t('plots.transport')}>
        <Press icon="first" name={t('plots.first')} press={() => actions.setCursor(0)} />
        <Press icon="back" name={t('plots.back')} press={() => actions.step(-1)} />
        <Press icon={playing ? 'pause' : 'play'} name={t(playing ? 'plots.pause' : 'plots.play')} press={playing ? actions.pause : actions.play} strong />
        <Press icon="forward" name={t('plots.forward')} press={() => actions.step(1)} />
        <Press icon="last" name={t('plots.last')} press={() => actions.setCursor(read().scenario.steps)} />
      </div>
      <Hint text={t('plots.speedHint')}>
        <select className="transport-speed" aria-label={t('plots.speed')} value={speed} onChange={(event) => actions.setSpeed(Number(event.currentTarget.value))}>
          {withNow(speed).map((one) => (
            <option key={one} value={one}>
              {t('plots.stepsPerSecond', { speed: one })}
            </option>
          ))}
        </select>
      </Hint>
      <Scrub />
    </div>
  )
}

function withNow(speed: number): readonly number[] {
  const listed: readonly number[] = speeds
  return listed.includes(speed) ? listed : [...listed, speed].toSorted((a, b) => a - b)
}

function Scrub(): ReactNode {
  const t = useT()
  const { setCursor, pause } = useActions()
  const cursor = useApp((state) => state.cursor)
  const steps = useApp((state) => state.scenario.steps)
  return (
    <>
      <input
        className="transport-scrub"
        type="range"
        min={0}
        max={steps}
        step={1}
        value={cursor}
        data-transport="true"
        aria-label={t('plots.scrub')}
        aria-valuetext={t('plots.stepOf', { step: cursor, steps })}
        onChange={(event) => {
          pause()
          setCursor(Number(event.currentTarget.value))
        }}
      />
      <output className="transport-step">{t('plots.stepOf', { step: cursor, steps })}</output>
    </>
  )
}

interface PressProps {
  readonly icon: keyof typeof icons
  readonly name: string
  readonly press: () => void
  readonly strong?: boolean
}

function Press({ icon, name, press, strong }: PressProps): ReactNode {
  return (
    <Hint text={name}>
      <button type="button" className="transport-button" data-strong={strong === true} aria-label={name} onClick={press}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d={icons[icon]} fill="currentColor" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" strokeLinecap="round" />
        </svg>
      </button>
    </Hint>
  )
}

/** Keys work wherever nothing else wants them: not while typing, not on a slider or a menu. */
function useTransportKeys(): void {
  const { play, pause, step, setCursor } = useActions()
  const read = useReadState()
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isBusy(event)) return
      const by = event.shiftKey ? 10 : 1
      if (event.key === ' ') (read().playing ? pause : play)()
      else if (event.key === 'ArrowLeft') step(-by)
      else if (event.key === 'ArrowRight') step(by)
      else if (event.key === 'Home') setCursor(0)
      else if (event.key === 'End') setCursor(read().scenario.steps)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [play, pause, step, setCursor, read])
}
