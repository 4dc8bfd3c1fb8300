// The network: which kind, how wide and deep, with which bend between its layers, and how its weights begin.
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { initialisationById, initialisations } from '../../../catalog/inits/registry.ts'
import { modelById, models } from '../../../catalog/models/registry.ts'
import type { Model } from '../../../catalog/network-types.ts'
import { useT, useText } from '../../../i18n/react.ts'
import { withModel } from '../../../scenario/network/defaults.ts'
import { taskOf } from '../../../scenario/network/losses.ts'
import { SliderField } from '../../fields/SliderField.tsx'
import { SourceLink } from '../../fields/SourceLink.tsx'
import { FunctionTex } from '../../fields/Tex.tsx'
import { changeShape, setModel } from '../network-edits.ts'
import { useNetwork, useTrain } from '../network-context.tsx'
import { useEditNetwork, useEditNetworkOrTell } from '../use-network-edit.ts'
import { ActivationFields } from './ActivationFields.tsx'
import { LayersEditor } from './LayersEditor.tsx'

export function ModelFields(): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEditNetwork()
  const choose = useEditNetworkOrTell()
  const id = useNetwork((state) => state.scenario.model.id)
  const dropout = useNetwork((state) => state.scenario.model.dropout)
  const task = useNetwork((state) => taskOf(state.scenario.dataset))
  const model = modelById.get(id)
  if (model === undefined) return null
  const fitting = models.filter((one) => one.id === id || task === null || one.tasks.includes(task))
  return (
    <>
      <label className="select-row" title={t('network.modelHelp')}>
        <span>{t('network.kind')}</span>
        <NativeSelect
          value={id}
          data={fitting.map((one) => ({ value: one.id, label: say(one.name) }))}
          onChange={(event) => {
            const chosen = event.currentTarget.value
            choose((scenario) => withModel(scenario, chosen))
          }}
        />
      </label>
      <p className="teaches">{say(model.idea)}</p>
      <PictureTrouble model={model} />
      {model.options.includes('hidden') && <LayersEditor filters={model.images} />}
      {model.options.includes('activation') && <ActivationFields />}
      <InitField />
      {model.options.includes('dropout') && (
        <SliderField
          word
          name={t('network.dropout')}
          help={t('network.dropoutHelp')}
          value={dropout}
          range={{ min: 0, max: 0.9, scale: 'linear', step: 0.01 }}
          commit={(value) => edit(setModel({ dropout: value }))}
        />
      )}
      <Size />
      <GivenWeights />
      <details className="more">
        <summary>{t('network.source')}</summary>
        <SourceLink source={model.source} />
      </details>
    </>
  )
}

/** A network for pictures on data that are none: the engine refuses it, here is the way out. */
function PictureTrouble({ model }: { readonly model: Model }): ReactNode {
  const t = useT()
  const edit = useEditNetworkOrTell()
  const flat = useNetwork((state) => state.data !== null && state.data.image === null)
  if (!model.images || !flat) return null
  return (
    <p className="field-error" role="alert">
      {t('network.needsPictures')}{' '}
      <button type="button" className="plain-button" onClick={() => edit((scenario) => withModel(scenario, 'mlp'))}>
        {t('network.useMlp')}
      </button>
    </p>
  )
}

function InitField(): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEditNetworkOrTell()
  const id = useNetwork((state) => state.scenario.model.init)
  const init = initialisationById.get(id)
  return (
    <>
      <label className="select-row" title={init && say(init.idea)}>
        <span>{t('network.init')}</span>
        <NativeSelect
          value={id}
          data={initialisations.map((one) => ({ value: one.id, label: say(one.name) }))}
          onChange={(event) => edit(changeShape({ init: event.currentTarget.value }))}
        />
      </label>
      {init !== undefined && (
        <>
          <p className="teaches">{say(init.idea)}</p>
          <FunctionTex text={init.spread} head={init.draw === 'normal' ? '\\sigma' : '|w|_{\\max}'} />
        </>
      )}
    </>
  )
}

/** How many numbers are trained, as soon as something has been built. */
function Size(): ReactNode {
  const t = useT()
  const sizes = [...new Set(useTrain()?.built?.groups.map((group) => group.params) ?? [])].filter((size) => size > 0)
  if (sizes.length === 0) return null
  return <p className="muted">{t('network.params', { count: sizes.length === 1 ? (sizes[0] ?? 0) : Math.max(...sizes), sizes: sizes.join(', ') })}</p>
}

function GivenWeights(): ReactNode {
  const t = useT()
  const edit = useEditNetworkOrTell()
  const count = useNetwork((state) => state.scenario.model.weights?.length)
  if (count === undefined) return null
  return (
    <p className="muted">
      {t('network.givenWeights', { count })}{' '}
      <button type="button" className="plain-button" onClick={() => edit(setModel({ weights: undefined }))}>
        {t('network.drawWeights')}
      </button>
    </p>
  )
}
