// What can be taken away from the tab on the screen, and the way back in for a scenario. What fails is said in one sentence and
// changes nothing.
import './export.css'
import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import { largestFile, readScenarioFile, scenarioFile } from '../../export/scenario-file.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { Scenario } from '../../scenario/network/types.ts'
import { problemText } from '../../scenario/problems.ts'
import { useMode, useSetMode } from '../mode-context.tsx'
import { useNetworkActions, useReadNetwork } from '../network/network-context.tsx'
import { useActions, useReadState } from '../store-context.tsx'
import { useReadStrategy, useStrategyActions } from '../strategies/strategy-context.tsx'
import { useToast } from '../toast.tsx'
import { FilmPart } from './FilmPart.tsx'
import { ModelPart } from './ModelPart.tsx'
import { NumbersPart } from './NumbersPart.tsx'
import { PicturePart } from './PicturePart.tsx'
import { PythonPart } from './PythonPart.tsx'
import { saveText } from './save.ts'

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
      <FilmPart />
      <ModelPart />
      <PythonPart />
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
  const say = useText()
  const tell = useToast()
  const setMode = useSetMode()
  const actions = { landscape: useActions(), network: useNetworkActions(), strategy: useStrategyActions() }
  const [problem, setProblem] = useState<string | null>(null)
  const take = (text: string, name: string): void => {
    const found = readScenarioFile(text)
    if ('problem' in found) {
      const { kind } = found.problem
      setProblem(t(`export.problem.${kind}`, found.problem.kind === 'invalid' ? { detail: say(found.problem.detail) } : {}))
      return
    }
    const refused = actions[found.scenario.kind].open(found.scenario)
    if (refused.length > 0) {
      setProblem(t('export.problem.invalid', { detail: refused.map((one) => say(problemText(one))).join(t('shell.andThen')) }))
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
