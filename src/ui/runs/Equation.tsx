// The rule in type, and the way into changing it. An edited rule is the run's own; "restore" goes back to the one it came from.
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FormulaOptimizer, Optimizer } from '../../catalog/types.ts'
import { ruleFunction } from '../../export/rule-python.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { RunSpec } from '../../scenario/types.ts'
import { changeRun } from '../edits.ts'
import { SourceLink } from '../fields/SourceLink.tsx'
import { RuleTex, Tex } from '../fields/Tex.tsx'
import { Icon } from '../icons.tsx'
import { useToast } from '../toast.tsx'
import { ownOptimizer, withOptimizer } from './own-optimizer.ts'
import { OwnEquation } from './OwnEquation.tsx'
import type { RunPartProps } from './RunDetails.tsx'
import { useEditRunsOrTell } from './runs-host.tsx'
import { ruleOf } from './use-run.ts'

export function Equation(props: RunPartProps): ReactNode {
  const t = useT()
  const say = useText()
  const edit = useEditRunsOrTell()
  const { index, run, name } = props
  const [before, setBefore] = useState<RunSpec | null>(null)
  const rule = ruleOf(run)
  if (rule.kind === 'own') {
    const restore = before === null ? null : (): boolean => edit(changeRun(index, () => before))
    return <OwnEquation {...props} own={rule.own} restore={restore} />
  }
  const { optimizer } = rule
  const startEditing = (): void => {
    if (optimizer.kind !== 'formula') return
    setBefore(run)
    edit(changeRun(index, (now) => withOptimizer(now, ownOptimizer(optimizer, now, t('runs.edited', { run: name })))))
  }
  return (
    <>
      <p className="teaches">{say(optimizer.idea)}</p>
      <div className="formula-box">
        {optimizer.kind === 'formula' ? <RuleTex text={optimizer.rule} /> : <Tex lines={optimizer.tex} source={optimizer.tex.join('\n')} />}
        {optimizer.kind === 'formula' ? (
          <button type="button" className="plain-button" title={t('runs.editHelp')} onClick={startEditing}>
            <Icon name="edit" size={14} /> {t('runs.edit')}
          </button>
        ) : (
          <p className="muted">{t('runs.native')}</p>
        )}
      </div>
      <About optimizer={optimizer} />
    </>
  )
}

function About({ optimizer }: { readonly optimizer: Optimizer }): ReactNode {
  const t = useT()
  const say = useText()
  return (
    <details className="more">
      <summary>{t('runs.more')}</summary>
      {optimizer.note !== undefined && <p>{say(optimizer.note)}</p>}
      <SourceLink source={optimizer.source} />
      {optimizer.kind === 'formula' && <CopyPython optimizer={optimizer} />}
    </details>
  )
}

function CopyPython({ optimizer }: { readonly optimizer: FormulaOptimizer }): ReactNode {
  const t = useT()
  const tell = useToast()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(ruleFunction(optimizer))
      tell({ text: t('runs.pythonCopied') })
    } catch {
      tell({ text: t('runs.pythonRefused'), tone: 'error' })
    }
  }
  return (
    <button type="button" className="plain-button" title={t('runs.pythonHelp')} onClick={() => void copy()}>
      <Icon name="copy" size={14} /> {t('runs.python')}
    </button>
  )
}
