// What is made small: one of the losses that suit the data, or a person's own expression; and penalties on the weights.
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { lossById } from '../../../catalog/losses/registry.ts'
import type { Loss } from '../../../catalog/network-types.ts'
import type { ParamValue } from '../../../catalog/types.ts'
import { useT, useText } from '../../../i18n/react.ts'
import { lossesFor, taskOf } from '../../../scenario/network/losses.ts'
import type { LossChoice } from '../../../scenario/network/types.ts'
import { without } from '../../edits.ts'
import { FormulaEditor } from '../../fields/FormulaEditor.tsx'
import { NumberField } from '../../fields/NumberField.tsx'
import { SourceLink } from '../../fields/SourceLink.tsx'
import { FunctionTex } from '../../fields/Tex.tsx'
import { ParamField } from '../../runs/ParamField.tsx'
import type { EditResult } from '../../refusal.ts'
import { setLoss } from '../network-edits.ts'
import { useNetwork, useNetworkData } from '../network-context.tsx'
import { useEditNetwork, useEditNetworkOrTell } from '../use-network-edit.ts'
import { ownLoss } from './own-loss.ts'

const own = ' own'

export function LossFields(): ReactNode {
  const t = useT()
  const say = useText()
  const choose = useEditNetworkOrTell()
  const loss = useNetworkData((state) => state.scenario.loss)
  const task = useNetwork((state) => taskOf(state.scenario.dataset))
  const known = loss.id === undefined ? undefined : lossById.get(loss.id)
  const fitting = lossesFor(task ?? 'numbers')
  const change = (id: string): unknown =>
    choose(setLoss(id === own ? { id: undefined, params: undefined, formula: ownLoss(known, fitting, loss.params ?? {}) } : { id, params: undefined, formula: undefined }))
  return (
    <>
      <label className="select-row" title={t('network.lossHelp')}>
        <span>{t('network.minimise')}</span>
        <NativeSelect
          value={known?.id ?? own}
          data={[...fitting.map((one) => ({ value: one.id, label: say(one.name) })), { value: own, label: t('network.own') }]}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </label>
      {known === undefined ? <OwnLoss formula={loss.formula ?? ''} /> : <KnownLoss loss={known} chosen={loss} />}
      <Penalties loss={loss} />
    </>
  )
}

function KnownLoss({ loss, chosen }: { readonly loss: Loss; readonly chosen: LossChoice }): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEditNetwork()
  const set = (name: string, value: ParamValue): EditResult => {
    const others = without({ ...chosen.params }, name)
    return edit(setLoss({ params: value === null ? others : { ...others, [name]: value } }))
  }
  return (
    <>
      <p className="teaches">{say(loss.idea)}</p>
      <FunctionTex text={loss.formula} head="\ell" />
      <p className="muted">{t(`network.names.${loss.kind}`)}</p>
      {loss.params.map((param) => (
        <ParamField key={`${loss.id} ${param.name}`} param={param} value={chosen.params?.[param.name] ?? param.default} owner={say(loss.name)} commit={(value) => set(param.name, value)} />
      ))}
      <details className="more">
        <summary>{t('network.source')}</summary>
        <SourceLink source={loss.source} />
      </details>
    </>
  )
}

function OwnLoss({ formula }: { readonly formula: string }): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  return (
    <>
      <FormulaEditor
        name={t('network.ownLoss')}
        help={t('network.ownLossHelp')}
        value={formula}
        commit={(text) => edit(setLoss({ id: undefined, params: undefined, formula: text }))}
      />
      <FunctionTex text={formula} head="\ell" />
    </>
  )
}

function Penalties({ loss }: { readonly loss: LossChoice }): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  return (
    <div className="field-grid two">
      <NumberField labelled name={t('network.l1')} help={t('network.l1Help')} value={loss.l1 ?? 0} commit={(l1) => edit(setLoss({ l1 }))} />
      <NumberField labelled name={t('network.l2')} help={t('network.l2Help')} value={loss.l2 ?? 0} commit={(l2) => edit(setLoss({ l2 }))} />
    </div>
  )
}
