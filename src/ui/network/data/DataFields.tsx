// The numbers of the data: those of a generated set, and how the rows are divided, scaled and shaken.
import { Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Dataset } from '../../../catalog/network-types.ts'
import type { ParamValue } from '../../../catalog/types.ts'
import { shortNumber } from '../../../charts/format.ts'
import { useT, useText } from '../../../i18n/react.ts'
import { Hint } from '../../fields/Hint.tsx'
import { SliderField } from '../../fields/SliderField.tsx'
import { ParamField } from '../../runs/ParamField.tsx'
import type { EditResult } from '../../refusal.ts'
import { setData } from '../network-edits.ts'
import { useNetwork, useNetworkData } from '../network-context.tsx'
import { useEditNetwork } from '../use-network-edit.ts'

export function DataFields({ known }: { readonly known: Dataset | undefined }): ReactNode {
  return (
    <>
      {known !== undefined && known.params.length > 0 && <GeneratedFields dataset={known} />}
      <SplitField />
      <StandardizeField />
      <ShakeFields />
    </>
  )
}

function GeneratedFields({ dataset }: { readonly dataset: Dataset }): ReactNode {
  const say = useText()
  const edit = useEditNetwork()
  const params = useNetworkData((state) => state.scenario.dataset.params)
  const set = (name: string, value: ParamValue): EditResult =>
    edit((scenario) => setData({ params: { ...scenario.dataset.params, [name]: value } })(scenario))
  return dataset.params.map((param) => (
    <ParamField key={`${dataset.id} ${param.name}`} param={param} value={params?.[param.name] ?? param.default} owner={say(dataset.name)} commit={(value) => set(param.name, value)} />
  ))
}

function SplitField(): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  const split = useNetwork((state) => state.scenario.dataset.split)
  const divided = useNetwork((state) => state.data?.divided === true)
  return (
    <>
      <SliderField
        word
        name={t('network.split')}
        help={t('network.splitHelp')}
        disabled={divided}
        value={split}
        range={{ min: 0.1, max: 0.9, scale: 'linear', step: 0.01 }}
        commit={(value) => edit(setData({ split: value }))}
      />
      <RowCount divided={divided} />
    </>
  )
}

function RowCount({ divided }: { readonly divided: boolean }): ReactNode {
  const t = useT()
  const train = useNetwork((state) => state.data?.train ?? null)
  const validation = useNetwork((state) => state.data?.validation ?? null)
  if (train === null || validation === null) return null
  return (
    <p className="muted">
      {t('network.rows', { train, validation })} {divided && t('network.cameDivided')}
    </p>
  )
}

function StandardizeField(): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  const on = useNetwork((state) => state.scenario.dataset.standardize)
  return (
    <>
      <Hint text={t('network.standardizeHelp')}>
        <div className="switch-row">
          <Switch label={t('network.standardize')} checked={on} onChange={(event) => edit(setData({ standardize: event.currentTarget.checked }))} />
        </div>
      </Hint>
      <Condition standardize={on} />
    </>
  )
}

/** A cloud whose longest side is not ten times its shortest is nearly round for an optimizer. */
const nearlyRound = 100

/** How round or stretched the cloud is decides how fast plain descent can go. */
function Condition({ standardize }: { readonly standardize: boolean }): ReactNode {
  const t = useT()
  const condition = useNetwork((state) => state.data?.condition ?? null)
  if (condition === null || !Number.isFinite(condition)) return null
  const value = shortNumber(condition)
  const cure = standardize ? 'network.conditionCorrelated' : 'network.conditionCure'
  return (
    <p className="muted">
      {t('network.condition', { value })} {t(condition <= nearlyRound ? 'network.conditionRound' : cure)}
    </p>
  )
}

function ShakeFields(): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  const jitter = useNetwork((state) => state.scenario.dataset.jitter ?? 0)
  const shift = useNetwork((state) => state.scenario.dataset.shift ?? 0)
  const pictures = useNetwork((state) => state.data !== null && state.data.image !== null)
  return (
    <>
      <SliderField
        word
        name={t('network.jitter')}
        help={t('network.jitterHelp')}
        value={jitter}
        range={{ min: 0, max: 1, scale: 'linear', step: 0.01 }}
        commit={(value) => edit(setData({ jitter: value }))}
      />
      {(pictures || shift > 0) && (
        <SliderField
          word
          name={t('network.shift')}
          help={t('network.shiftHelp')}
          integer
          value={shift}
          range={{ min: 0, max: 4, scale: 'linear' }}
          commit={(value) => edit(setData({ shift: value }))}
        />
      )}
    </>
  )
}
