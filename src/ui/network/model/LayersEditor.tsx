// The hidden layers from input to output: units of each, one more, one less.
import { ActionIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/react.ts'
import { Hint } from '../../fields/Hint.tsx'
import { NumberField } from '../../fields/NumberField.tsx'
import { Icon } from '../../icons.tsx'
import { changeShape, withLayer, withoutLayer, withUnits } from '../network-edits.ts'
import { useNetworkData } from '../network-context.tsx'
import { useEditNetwork, useEditNetworkOrTell } from '../use-network-edit.ts'

/** `filters`: the layers are convolutions. */
export function LayersEditor({ filters }: { readonly filters: boolean }): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  const change = useEditNetworkOrTell()
  const hidden = useNetworkData((state) => state.scenario.model.hidden)
  const one = filters ? 'network.filtersOf' : 'network.unitsOf'
  return (
    <div role="group" aria-label={t(filters ? 'network.convolutions' : 'network.layers')} className="layers">
      <Hint text={t(filters ? 'network.convolutionsHelp' : 'network.layersHelp')}>
        <span className="layers-name">{t(filters ? 'network.convolutions' : 'network.layers')}</span>
      </Hint>
      <ul>
        {hidden.map((units, layer) => (
          // Layers have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={layer}>
            <NumberField name={t(one, { layer: layer + 1 })} value={units} commit={(value) => edit((s) => changeShape({ hidden: withUnits(s, layer, value) })(s))} />
            <Hint text={t('network.removeLayer', { layer: layer + 1 })}>
              <ActionIcon
                size={20}
                aria-label={t('network.removeLayer', { layer: layer + 1 })}
                disabled={hidden.length === 1}
                onClick={() => change((s) => changeShape({ hidden: withoutLayer(s, layer) })(s))}
              >
                <Icon name="trash" size={12} />
              </ActionIcon>
            </Hint>
          </li>
        ))}
        <li>
          <button type="button" className="plain-button" onClick={() => change((s) => changeShape({ hidden: withLayer(s) })(s))}>
            <Icon name="plus" size={13} /> {t('network.addLayer')}
          </button>
        </li>
      </ul>
    </div>
  )
}
