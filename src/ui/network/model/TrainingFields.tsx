// How the training goes on: in which batches, for how long, when it may end early. All runs share it, so that they differ in
// their rule alone.
import { Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../i18n/react.ts'
import { Hint } from '../../fields/Hint.tsx'
import { NumberField } from '../../fields/NumberField.tsx'
import { SliderField } from '../../fields/SliderField.tsx'
import { setTraining } from '../network-edits.ts'
import { useNetwork, useNetworkData } from '../network-context.tsx'
import { useEditNetwork } from '../use-network-edit.ts'
import { BatchField } from './BatchField.tsx'

export function TrainingFields(): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  const batch = useNetwork((state) => state.scenario.batch)
  const epochs = useNetwork((state) => state.scenario.epochs)
  const seed = useNetwork((state) => state.scenario.seed)
  return (
    <>
      <BatchField fullName={t('network.batch')} value={batch} commit={(value) => edit(setTraining('batch', value))} />
      <SliderField
        word
        name={t('network.epochs')}
        help={t('network.epochsHelp')}
        integer
        value={epochs}
        range={{ min: 1, max: 1000, scale: 'log' }}
        commit={(value) => edit(setTraining('epochs', value))}
      />
      <GrowthFields />
      <PatienceFields />
      <div className="field-grid two">
        <NumberField labelled name={t('network.seed')} help={t('network.seedHelp')} value={seed} commit={(value) => edit(setTraining('seed', value))} />
      </div>
    </>
  )
}

function GrowthFields(): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  const growth = useNetworkData((state) => state.scenario.growth)
  return (
    <>
      <Hint text={t('network.growthHelp')}>
        <div className="switch-row">
          <Switch
            label={t('network.growth')}
            checked={growth !== undefined}
            onChange={(event) => edit(setTraining('growth', event.currentTarget.checked ? { factor: 2, every: 10 } : undefined))}
          />
        </div>
      </Hint>
      {growth !== undefined && (
        <div className="field-grid two">
          <NumberField
            labelled
            name={t('network.growthFactor')}
            help={t('network.growthFactorHelp')}
            value={growth.factor}
            commit={(factor) => edit(setTraining('growth', { ...growth, factor }))}
          />
          <NumberField
            labelled
            name={t('network.growthEvery')}
            help={t('network.growthEveryHelp')}
            value={growth.every}
            commit={(every) => edit(setTraining('growth', { ...growth, every }))}
          />
        </div>
      )}
    </>
  )
}

function PatienceFields(): ReactNode {
  const t = useT()
  const edit = useEditNetwork()
  const patience = useNetwork((state) => state.scenario.patience)
  return (
    <>
      <Hint text={t('network.earlyHelp')}>
        <div className="switch-row">
          <Switch
            label={t('network.early')}
            checked={patience !== undefined}
            onChange={(event) => edit(setTraining('patience', event.currentTarget.checked ? 10 : undefined))}
          />
        </div>
      </Hint>
      {patience !== undefined && (
        <SliderField
          word
          name={t('network.patience')}
          help={t('network.patienceHelp')}
          integer
          value={patience}
          range={{ min: 1, max: 100, scale: 'log' }}
          commit={(value) => edit(setTraining('patience', value))}
        />
      )}
    </>
  )
}
