// Draw your own: a field on which clicks, touches or keys place points of the chosen class. As soon as there are two points of
// two classes they are what is trained on, anew with each point.
import { Button, SegmentedControl } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { classColor } from '../../../charts/network-colors.ts'
import { useT } from '../../../i18n/react.ts'
import type { OwnData } from '../../../scenario/network/types.ts'
import type { EditResult } from '../../refusal.ts'
import { chooseData } from '../network-edits.ts'
import { useNetwork } from '../network-context.tsx'
import { useEditNetwork } from '../use-network-edit.ts'
import { DrawField } from './DrawField.tsx'
import { drawnData, drawnPoints, isDrawn, isEnough, labels } from './drawn-points.ts'
import type { DrawnPoint } from './drawn-points.ts'

interface Draft {
  readonly points: readonly DrawnPoint[]
  /** The scenario's rows when this was drawn: undo or another set makes the draft stale. */
  readonly base: OwnData | undefined
  readonly refusal: EditResult
}

interface Drawing {
  readonly points: readonly DrawnPoint[]
  readonly refusal: EditResult
  /** Edits with the same tag are taken back together. */
  readonly change: (next: (points: readonly DrawnPoint[]) => readonly DrawnPoint[], tag?: string) => void
}

/** The scenario holds the points, unless they are too few to be trained on: then they wait here. */
function useDrawing(): Drawing {
  const t = useT()
  const edit = useEditNetwork()
  const own = useNetwork((state) => state.scenario.dataset.own)
  const [draft, setDraft] = useState<Draft | null>(null)
  const held = draft !== null && draft.base === own ? draft : null
  const shown = held?.points ?? (own !== undefined && isDrawn(own) ? drawnPoints(own) : [])
  // Two points of a quick stroke may come before the page has drawn the first.
  const latest = useRef(shown)
  useEffect(() => {
    latest.current = shown
  })
  const change: Drawing['change'] = (next, tag) => {
    const points = next(latest.current)
    latest.current = points
    const refusal = isEnough(points) ? edit(chooseData({ own: drawnData(points, t('network.drawn')) }), tag) : null
    setDraft(isEnough(points) && refusal === null ? null : { points, base: own, refusal })
  }
  return { points: shown, refusal: held?.refusal ?? null, change }
}

export function DrawPart(): ReactNode {
  const t = useT()
  const { points, refusal, change } = useDrawing()
  const removeLast = (): void => change((now) => now.slice(0, -1))
  const [label, setLabel] = useState<string>(labels[0])
  return (
    <div className="draw" role="group" aria-label={t('network.draw')}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('network.drawClass')}
        value={label}
        onChange={setLabel}
        data={labels.map((one, index) => ({
          value: one,
          label: (
            <span className="draw-class">
              <span className="draw-dot" style={{ background: classColor(index) }} />
              {one}
            </span>
          ),
        }))}
      />
      <DrawField points={points} label={label} place={(point, stroke) => change((now) => [...now, point], `draw ${stroke}`)} removeLast={removeLast} chooseLabel={setLabel} />
      <div className="button-row">
        <Button disabled={points.length === 0} onClick={removeLast}>
          {t('network.drawBack')}
        </Button>
        <Button disabled={points.length === 0} onClick={() => change(() => [])}>
          {t('network.drawClear')}
        </Button>
        <span className="muted" aria-live="polite">
          {t('network.drawCount', { count: points.length })}
        </span>
      </div>
      {!isEnough(points) && <p className="muted">{t('network.drawMore')}</p>}
      {refusal !== null && (
        <p className="field-error" role="alert">
          {refusal.text}
        </p>
      )}
    </div>
  )
}
