// What is done to the whole history: a file of it, a file read back, and all that is not pinned deleted.
import { Button, FileButton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import { largestHistoryFile } from '../../store/history-schema.ts'
import { save } from '../export/save.ts'
import { useHistory } from './history-context.tsx'
import type { History } from './history-context.tsx'

interface HistoryFilesProps {
  readonly history: History
  readonly say: (said: string) => void
  /** There is more on the list. */
  readonly imported: () => void
}

export function HistoryFiles({ history, say, imported }: HistoryFilesProps): ReactNode {
  const t = useT()
  const text = useText()
  const { actions } = history.store
  const count = useHistory(history, (state) => state.entries?.length ?? 0)
  const loose = useHistory(history, (state) => state.entries?.filter(({ pinned }) => !pinned).length ?? 0)
  const [asking, setAsking] = useState(false)
  const exportAll = async (): Promise<void> => {
    const parts: string[] = []
    for await (const part of actions.exported()) parts.push(part)
    save('descent-history.json', new Blob(parts, { type: 'application/json' }))
    say(t('history.exported', { count }))
  }
  const importAll = async (file: File): Promise<void> => {
    const found = file.size > largestHistoryFile ? ({ problem: 'large' } as const) : await actions.imported(await file.text())
    if ('problem' in found) return say(t(`history.problem.${found.problem}`, { name: file.name }))
    const { added, known, left, why } = found
    const parts = [t('history.imported', { count: added }), known > 0 ? t('history.importKnown', { count: known }) : '', why === null ? '' : t('history.importLeft', { count: left, why: text(why) })]
    imported()
    say(parts.filter((part) => part !== '').join(' '))
  }
  const ask = useRef<HTMLButtonElement>(null)
  const keep = (): void => {
    setAsking(false)
    requestAnimationFrame(() => ask.current?.focus())
  }
  const clear = async (): Promise<void> => {
    setAsking(false)
    // The button that asked has nothing more to do: the keyboard goes on at the search.
    document.querySelector<HTMLElement>('.history-top input')?.focus()
    await actions.clear()
    say(t('history.cleared', { count: loose }))
  }
  if (asking) return <Sure count={loose} no={keep} yes={() => void clear()} />
  return (
    <div className="button-row">
      <Button disabled={count === 0} title={t('history.exportHint')} onClick={() => void exportAll()}>
        {t('history.export')}
      </Button>
      <FileButton accept=".json,application/json" onChange={(file) => file !== null && void importAll(file).catch(() => say(t('history.problem.unreadable', { name: file.name })))}>
        {(props) => <Button {...props}>{t('history.import')}</Button>}
      </FileButton>
      <Button ref={ask} disabled={loose === 0} onClick={() => setAsking(true)}>
        {t('history.clear')}
      </Button>
    </div>
  )
}

interface SureProps {
  readonly count: number
  readonly no: () => void
  readonly yes: () => void
}

/** Asked in the place of the buttons; the keyboard stands on the answer that changes nothing. */
function Sure({ count, no, yes }: SureProps): ReactNode {
  const t = useT()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <div className="history-sure" role="alertdialog" aria-label={t('history.clearTitle')} aria-describedby="history-sure">
      <p id="history-sure">{t('history.clearText', { count })}</p>
      <div className="button-row">
        <Button ref={first} onClick={no}>
          {t('history.clearNo')}
        </Button>
        <Button variant="filled" color="red.8" onClick={yes}>
          {t('history.clearYes', { count })}
        </Button>
      </div>
    </div>
  )
}
