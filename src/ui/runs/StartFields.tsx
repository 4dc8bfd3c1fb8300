// Where this run starts, if not with the others.
import { Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { setRunField } from '../edits.ts'
import { Hint } from '../fields/Hint.tsx'
import { NumberField } from '../fields/NumberField.tsx'
import { useReadState } from '../store-context.tsx'
import type { RunPartProps } from './RunDetails.tsx'
import { useEditRuns } from './runs-host.tsx'

export function StartFields({ index, run, name }: RunPartProps): ReactNode {
  const t = useT()
  const edit = useEditRuns()
  const read = useReadState()
  const { start } = run
  return (
    <>
      <Hint text={t('runs.ownStartHelp')}>
        <div className="switch-row">
          <Switch
            label={t('runs.ownStart')}
            checked={start !== undefined}
            onChange={(event) => edit(setRunField(index, 'start', event.currentTarget.checked ? read().scenario.start : undefined))}
          />
        </div>
      </Hint>
      {start !== undefined && (
        <div className="field-grid two">
          <NumberField labelled name={t('runs.startX', { run: name })} value={start[0]} commit={(x) => edit(setRunField(index, 'start', [x, start[1]]))} />
          <NumberField labelled name={t('runs.startY', { run: name })} value={start[1]} commit={(y) => edit(setRunField(index, 'start', [start[0], y]))} />
        </div>
      )}
    </>
  )
}
