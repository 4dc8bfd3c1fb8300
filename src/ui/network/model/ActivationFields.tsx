// The bend after each hidden layer: one of the list, or a person's own expression of z.
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { activationById, activations } from '../../../catalog/activations/registry.ts'
import { useT, useText } from '../../../i18n/react.ts'
import { FormulaEditor } from '../../fields/FormulaEditor.tsx'
import { FunctionTex } from '../../fields/Tex.tsx'
import { setModel } from '../network-edits.ts'
import { useNetworkData } from '../network-context.tsx'
import { useEditNetwork, useEditNetworkOrTell } from '../use-network-edit.ts'

const own = ' own'

export function ActivationFields(): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEditNetwork()
  const choose = useEditNetworkOrTell()
  const chosen = useNetworkData((state) => state.scenario.model.activation)
  const known = typeof chosen === 'string' ? activationById.get(chosen) : undefined
  const formula = typeof chosen === 'string' ? (known?.formula ?? 'z') : chosen.formula
  return (
    <>
      <label className="select-row" title={t('network.activationHelp')}>
        <span>{t('network.activation')}</span>
        <NativeSelect
          value={known?.id ?? own}
          data={[...activations.map((one) => ({ value: one.id, label: say(one.name) })), { value: own, label: t('network.own') }]}
          onChange={(event) => {
            const id = event.currentTarget.value
            choose(setModel({ activation: id === own ? { formula } : id }))
          }}
        />
      </label>
      {known === undefined ? (
        <FormulaEditor name={t('network.ownActivation')} help={t('network.ownActivationHelp')} minRows={1} value={formula} commit={(text) => edit(setModel({ activation: { formula: text } }))} />
      ) : (
        <p className="teaches">{say(known.idea)}</p>
      )}
      <FunctionTex text={formula} head="f(z)" />
    </>
  )
}
