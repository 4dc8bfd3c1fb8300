// The trained network of one run, to be used elsewhere; on the other tabs there is none.
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { runLabels } from '../../charts/style.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { TrainTrace } from '../../store/network-types.ts'
import type { DataAnswer } from '../network/answers.ts'
import { useMode } from '../mode-context.tsx'
import { pageSession, useNetwork, useNetworkEngine, useTrain } from '../network/network-context.tsx'
import { useShownRun } from '../network/network-hooks.ts'
import { useToast } from '../toast.tsx'
import { save } from './save.ts'

export function ModelPart(): ReactNode {
  const t = useT()
  const mode = useMode()
  if (mode !== 'network') return null
  return (
    <section aria-label={t('export.model')}>
      <h3>{t('export.model')}</h3>
      <Networks />
    </section>
  )
}

function Networks(): ReactNode {
  const t = useT()
  const trace = useTrain(500)
  const data = useNetwork((state) => state.data)
  if (trace === null || trace.built === null || data === null) return <p className="muted">{t('export.noNumbers')}</p>
  return <Choice trace={trace} data={data} />
}

function Choice({ trace, data }: { readonly trace: TrainTrace; readonly data: DataAnswer }): ReactNode {
  const t = useT()
  const shown = useShownRun()
  const labels = runLabels(trace.scenario.runs)
  const trained = trace.runs.flatMap(({ status }, run) => (status === 'refused' ? [] : [run]))
  const [chosen, setChosen] = useState<number | null>(null)
  const run = [chosen, shown].find((one) => one !== null && trained.includes(one)) ?? trained[0]
  const { refused, take } = useModelFile(trace, data)
  if (run === undefined) return <p className="muted">{t('export.noNumbers')}</p>
  return (
    <>
      <NativeSelect
        label={t('export.modelRun')}
        data={trained.map((one) => ({ value: String(one), label: labels[one] ?? '' }))}
        value={String(run)}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
      />
      <Button title={t('export.tfjsHint')} onClick={() => void take(run, labels[run] ?? '')}>
        {t('export.tfjs')}
      </Button>
      {refused !== '' && (
        <p className="field-error" role="alert">
          {refused}
        </p>
      )}
    </>
  )
}

function useModelFile(trace: TrainTrace, data: DataAnswer): { readonly refused: string; readonly take: (run: number, name: string) => Promise<void> } {
  const t = useT()
  const say = useText()
  const tell = useToast()
  const engine = useNetworkEngine()
  const [refused, setRefused] = useState('')
  const take = async (run: number, name: string): Promise<void> => {
    setRefused('')
    try {
      const { modelFile } = await import('./model-file.ts')
      const { values } = await engine.weights({ session: pageSession, run })
      const file = modelFile({ trace, data, run, name, weights: values })
      if (file === null) setRefused(t('export.modelChanged'))
      else if ('formula' in file) setRefused(t('export.modelRefused', { formula: file.formula }))
      else save('descent-network.zip', new Blob([file], { type: 'application/zip' }))
    } catch (error) {
      tell({ text: t('export.failed', { message: say(error instanceof Error ? error.message : String(error)) }), tone: 'error' })
    }
  }
  return { refused, take }
}
