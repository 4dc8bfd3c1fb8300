// What can be taken away from the tab on the screen, and the way back in for a scenario. What fails is said in one sentence and
// changes nothing.
import './export.css'
import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import { csvText } from '../../export/csv.ts'
import { largestFile, readScenarioFile, scenarioFile } from '../../export/scenario-file.ts'
import { useT } from '../../i18n/react.ts'
import type { LandscapeScenario } from '../../scenario/types.ts'
import type { Scenario } from '../../scenario/network/types.ts'
import { problemText } from '../../scenario/problems.ts'
import { useMode, useSetMode } from '../mode-context.tsx'
import { useNetworkActions, useReadNetwork, useTrain } from '../network/network-context.tsx'
import { useActions, useReadState, useTrace } from '../store-context.tsx'
import { useSay } from '../strategies/blocks/of-block.ts'
import { useBlocks, useReadStrategy, useStrategyActions } from '../strategies/strategy-context.tsx'
import { useToast } from '../toast.tsx'
import { PicturePart } from './PicturePart.tsx'
import { saveText } from './save.ts'
import { raceOffers, strategyOffers, trainingOffers } from './tables.ts'
import type { Offer } from './tables.ts'

export function ExportCard({ close }: { readonly close: () => void }): ReactNode {
  const t = useT()
  const mode = useMode()
  const scenario = useScenario()
  const open = useOpenFile(close)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined) void open.read(file)
  }
  const dragOver = (event: DragEvent): void => {
    event.preventDefault()
    setOver(true)
  }
  return (
    <div className="export-card" data-over={over} onDragOver={dragOver} onDragLeave={() => setOver(false)} onDrop={drop}>
      <section aria-label={t('export.scenario')}>
        <h3>{t('export.scenario')}</h3>
        <div className="button-row">
          <Button title={t('export.jsonHint')} onClick={() => saveText(`descent-${mode}.json`, 'application/json', scenarioFile(scenario()))}>
            {t('export.json')}
          </Button>
          <FileButton accept=".json,application/json" onChange={(file) => file !== null && void open.read(file)}>
            {(props) => <Button {...props}>{t('export.open')}</Button>}
          </FileButton>
        </div>
        <p className="muted">{t('export.drop')}</p>
        {open.problem !== null && (
          <p className="field-error" role="alert">
            {open.problem}
          </p>
        )}
      </section>
      <NumbersPart />
      <PicturePart />
      <PythonPart scenario={scenario} />
    </div>
  )
}

/** What is on the screen, at the moment of the call. */
function useScenario(): () => Scenario {
  const mode = useMode()
  const read = { landscape: useReadState(), network: useReadNetwork(), strategy: useReadStrategy() }
  return () => read[mode]().scenario
}

function useOpenFile(close: () => void): { readonly problem: string | null; readonly read: (file: File) => Promise<void> } {
  const t = useT()
  const tell = useToast()
  const setMode = useSetMode()
  const actions = { landscape: useActions(), network: useNetworkActions(), strategy: useStrategyActions() }
  const [problem, setProblem] = useState<string | null>(null)
  const take = (text: string, name: string): void => {
    const found = readScenarioFile(text)
    if ('problem' in found) {
      const { kind } = found.problem
      setProblem(t(`export.problem.${kind}`, found.problem.kind === 'invalid' ? { detail: found.problem.detail } : {}))
      return
    }
    const refused = actions[found.scenario.kind].open(found.scenario)
    if (refused.length > 0) {
      setProblem(t('export.problem.invalid', { detail: refused.map(problemText).join('; ') }))
      return
    }
    setMode(found.scenario.kind)
    tell({ text: t('export.opened', { name }) })
    close()
  }
  const read = async (file: File): Promise<void> => {
    if (file.size > largestFile) {
      setProblem(t('export.problem.large'))
      return
    }
    try {
      take(await file.text(), file.name)
    } catch {
      setProblem(t('export.problem.unreadable'))
    }
  }
  return { problem, read }
}

const numbersOf = { landscape: RaceNumbers, network: TrainingNumbers, strategy: StrategyNumbers } as const

function NumbersPart(): ReactNode {
  const t = useT()
  const Numbers = numbersOf[useMode()]
  return (
    <section aria-label={t('export.numbers')}>
      <h3>{t('export.numbers')}</h3>
      <Numbers />
    </section>
  )
}

function RaceNumbers(): ReactNode {
  return <Offers offers={raceOffers(useTrace())} />
}

function TrainingNumbers(): ReactNode {
  return <Offers offers={trainingOffers(useTrain(500))} />
}

function StrategyNumbers(): ReactNode {
  return <Offers offers={strategyOffers(useBlocks(), useSay())} />
}

function Offers({ offers }: { readonly offers: readonly Offer[] }): ReactNode {
  const t = useT()
  if (offers.length === 0) return <p className="muted">{t('export.noNumbers')}</p>
  return (
    <div className="button-row">
      {offers.map(({ key, title, file, table }) => (
        <Button key={file} onClick={() => saveText(`descent-${file}.csv`, 'text/csv;charset=utf-8', csvText(table()))}>
          {t(`export.csv.${key}`, { title })}
        </Button>
      ))}
    </div>
  )
}

function PythonPart({ scenario }: { readonly scenario: () => Scenario }): ReactNode {
  const t = useT()
  const tell = useToast()
  const [left, setLeft] = useState('')
  const mode = useMode()
  const write = async (race: LandscapeScenario): Promise<void> => {
    try {
      const { torchScript } = await import('../../export/torch-landscape.ts')
      const { text, leftOut } = torchScript(race)
      saveText('descent_race.py', 'text/x-python;charset=utf-8', text)
      setLeft(leftOut.map(({ name }) => name).join(', '))
    } catch (error) {
      tell({ text: t('export.failed', { message: error instanceof Error ? error.message : String(error) }), tone: 'error' })
    }
  }
  const press = (): void => {
    const race = scenario()
    if (race.kind === 'landscape') void write(race)
  }
  return (
    <section aria-label={t('export.code')}>
      <h3>{t('export.code')}</h3>
      <Button title={t('export.pythonHint')} disabled={mode !== 'landscape'} onClick={press}>
        {t('export.python')}
      </Button>
      {mode !== 'landscape' && <p className="muted">{t('export.pythonLandscape')}</p>}
      {left !== '' && <p className="muted" role="status">{t('export.leftOut', { names: left })}</p>}
    </section>
  )
}
