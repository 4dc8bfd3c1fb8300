// The race or the training as a script in Python. What a script leaves out is said before it is asked for.
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { LeftOut } from '../../export/torch-runs.ts'
import { useT, useText } from '../../i18n/react.ts'
import { lossText } from '../../scenario/network/plan.ts'
import { useMode } from '../mode-context.tsx'
import { useNetwork, useNetworkEngine } from '../network/network-context.tsx'
import { useApp } from '../store-context.tsx'
import { useToast } from '../toast.tsx'
import { saveText } from './save.ts'

const parts = { landscape: Race, network: Training, strategy: None } as const

export function PythonPart(): ReactNode {
  const t = useT()
  const Part = parts[useMode()]
  return (
    <section aria-label={t('export.code')}>
      <h3>{t('export.code')}</h3>
      <Part />
    </section>
  )
}

function Race(): ReactNode {
  const t = useT()
  const scenario = useApp((state) => state.scenario)
  const left = useLeftOut(async () => (await import('../../export/torch-landscape.ts')).leftOutOfRace(scenario), [scenario])
  const write = async (): Promise<void> => {
    const { torchScript } = await import('../../export/torch-landscape.ts')
    savePython('descent_race.py', torchScript(scenario).text)
  }
  return <Script hint={t('export.pythonRaceHint')} left={left} runs={scenario.runs.length} write={write} />
}

function Training(): ReactNode {
  const t = useT()
  const engine = useNetworkEngine()
  const scenario = useNetwork((state) => state.scenario)
  const left = useLeftOut(async () => (await import('../../export/torch-network.ts')).leftOutOfTraining(scenario), [scenario])
  const write = async (): Promise<void> => {
    const { dataset, seed, loss } = scenario
    const [{ torchTraining }, rows] = await Promise.all([import('../../export/torch-network.ts'), engine.rows({ dataset, seed, loss: lossText(loss) })])
    savePython('descent_training.py', (await torchTraining(scenario, rows)).text)
  }
  return <Script hint={t('export.pythonTrainingHint')} left={left} runs={scenario.runs.length} write={write} />
}

function None(): ReactNode {
  const t = useT()
  return (
    <>
      <Button disabled>{t('export.python')}</Button>
      <p className="muted">{t('export.pythonStrategy')}</p>
    </>
  )
}

interface ScriptProps {
  readonly hint: string
  readonly left: readonly LeftOut[]
  readonly runs: number
  readonly write: () => Promise<void>
}

function Script({ hint, left, runs, write }: ScriptProps): ReactNode {
  const t = useT()
  const say = useText()
  const tell = useToast()
  const [busy, setBusy] = useState(false)
  const press = async (): Promise<void> => {
    setBusy(true)
    try {
      await write()
    } catch (error) {
      tell({ text: t('export.failed', { message: say(error instanceof Error ? error.message : String(error)) }), tone: 'error' })
    }
    setBusy(false)
  }
  const names = [...new Set(left.map(({ name }) => name))].join(', ')
  return (
    <>
      <Button title={hint} loading={busy} disabled={left.length === runs} onClick={() => void press()}>
        {t('export.python')}
      </Button>
      {left[0] && (
        <p className="muted" role="status">
          {t(`export.leftOut.${left[0].why}`, { names })}
        </p>
      )}
    </>
  )
}

/** Nothing until what writes scripts has been loaded; nothing either of rules that do not compile, which writing them tells. */
function useLeftOut(find: () => Promise<readonly LeftOut[]>, deps: readonly unknown[]): readonly LeftOut[] {
  const [left, setLeft] = useState<readonly LeftOut[]>([])
  useEffect(() => {
    let current = true
    const take = (found: readonly LeftOut[]): void => {
      if (current) setLeft(found)
    }
    find().then(take, () => take([]))
    return () => {
      current = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the caller's list says when the question is another one
  }, deps)
  return left
}

const savePython = (name: string, text: string): void => saveText(name, 'text/x-python;charset=utf-8', text)
