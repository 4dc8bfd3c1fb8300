// What a run may have of its own where the others share: its batch size, its widths. A race over these is a race over them
// alone, since data, order and rule stay the same.
import { Switch, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { modelById } from '../../catalog/models/registry.ts'
import { useT } from '../../i18n/react.ts'
import { setRunField } from '../edits.ts'
import { Hint } from '../fields/Hint.tsx'
import type { RunPartProps } from '../runs/RunDetails.tsx'
import { useEditRuns } from '../runs/runs-host.tsx'
import { useDraft } from '../use-draft.ts'
import { BatchField } from './model/BatchField.tsx'
import { useNetwork, useReadNetwork } from './network-context.tsx'

export function NetworkRunFields(props: RunPartProps): ReactNode {
  const t = useT()
  const edit = useEditRuns()
  const read = useReadNetwork()
  const { index, run, name, color } = props
  const layered = useNetwork((state) => modelById.get(state.scenario.model.id)?.options.includes('hidden') === true)
  const { batch, widths } = run
  return (
    <div className="group" role="group" aria-label={t('network.ownOf', { run: name })}>
      <Hint text={t('network.ownBatchHelp')}>
        <div className="switch-row">
          <Switch
            label={t('network.ownBatch')}
            checked={batch !== undefined}
            onChange={(event) => edit(setRunField(index, 'batch', event.currentTarget.checked ? read().scenario.batch : undefined))}
          />
        </div>
      </Hint>
      {batch !== undefined && (
        <BatchField fullName={t('runs.paramOf', { param: t('network.batch'), run: name })} color={color} value={batch} commit={(value) => edit(setRunField(index, 'batch', value))} />
      )}
      {layered && (
        <Hint text={t('network.ownWidthsHelp')}>
          <div className="switch-row">
            <Switch
              label={t('network.ownWidths')}
              checked={widths !== undefined}
              onChange={(event) => edit(setRunField(index, 'widths', event.currentTarget.checked ? read().scenario.model.hidden : undefined))}
            />
          </div>
        </Hint>
      )}
      {layered && widths !== undefined && <WidthsField {...props} widths={widths} />}
    </div>
  )
}

/** Units of each layer as text; what is no number is given on as it is, so that the validator says so. */
function readWidths(text: string): readonly (number | string)[] {
  const words = text.split(/[\s,;x×]+/).filter((word) => word !== '')
  return words.map((word) => (Number.isFinite(Number(word)) ? Number(word) : word))
}

function WidthsField({ index, name, widths }: RunPartProps & { readonly widths: readonly number[] }): ReactNode {
  const t = useT()
  const edit = useEditRuns()
  const draft = useDraft(
    widths.join(', '),
    (text) => edit(setRunField(index, 'widths', readWidths(text))),
    (text) => readWidths(text).join(', '),
  )
  return (
    <TextInput
      label={t('runs.paramOf', { param: t('network.widths'), run: name })}
      value={draft.text}
      error={draft.message}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.leave}
    />
  )
}
