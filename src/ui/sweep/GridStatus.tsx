// How far the grids are, on which device and how fast; stop, and go on.
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { shortNumber } from '../../charts/format.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { Board } from '../../store/sweep-types.ts'
import { useActions } from '../store-context.tsx'

export function GridStatus({ board }: { readonly board: Board }): ReactNode {
  const t = useT()
  const { cancelSweep, resumeSweep } = useActions()
  const percent = Math.round(board.progress * 100)
  return (
    <div className="grid-status">
      {board.busy && (
        <>
          <progress max={100} value={percent} aria-label={t('sweep.progress')} />
          <span className="muted">{t('sweep.percent', { percent })}</span>
          <Button onClick={cancelSweep}>{t('sweep.cancel')}</Button>
        </>
      )}
      {board.cancelled && (
        <>
          <span className="muted">{t('sweep.cancelled', { percent })}</span>
          <Button onClick={resumeSweep}>{t('sweep.resume')}</Button>
        </>
      )}
      {!board.busy && !board.cancelled && <DeviceLine board={board} />}
    </div>
  )
}

function DeviceLine({ board }: { readonly board: Board }): ReactNode {
  const t = useT()
  const say = useText()
  const answers = board.panels.flatMap(({ answer }) => answer ?? [])
  const [first] = answers
  if (first === undefined) return null
  const milliseconds = answers.reduce((sum, answer) => sum + answer.milliseconds, 0)
  const runSteps = answers.length * board.size ** 2 * board.scenario.steps
  const values = {
    device: t(`shell.device.${first.device}`),
    precision: first.precision,
    time: milliseconds < 1000 ? t('sweep.milliseconds', { count: Math.round(milliseconds) }) : t('sweep.seconds', { count: shortNumber(milliseconds / 1000) }),
    rate: shortNumber(runSteps / milliseconds / 1000),
  }
  return (
    <p className="muted grid-device" title={`${say(first.adapter)}. ${say(first.reason)}`}>
      {t('sweep.device', values)} <span className="grid-reason">{say(first.reason)}</span>
    </p>
  )
}
