// A person's own file: chosen, dropped or pasted; read here and never sent anywhere. What was understood is said, and what
// was not in one sentence, while the earlier data run on.
import { Button, FileButton, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import { useT, useText } from '../../../i18n/react.ts'
import type { CsvData, CsvOptions } from '../../../scenario/network/csv.ts'
import type { Refusal } from '../../../scenario/network/csv-text.ts'
import { same } from '../../../store/same.ts'
import { chooseData } from '../network-edits.ts'
import { useNetwork, useNetworkEngine, useReadNetwork } from '../network-context.tsx'
import { useEditNetwork } from '../use-network-edit.ts'
import { CsvReport } from './CsvReport.tsx'
import { isDrawn } from './drawn-points.ts'

interface Sheet {
  readonly bytes: Uint8Array
  readonly name: string
}

/** More than any file that is taken: a huge one is refused without being held in memory. */
const enoughBytes = 10_000_000

interface Csv {
  readonly data: CsvData | null
  readonly problem: string | null
  /** A file is being read. */
  readonly busy: boolean
  /** Reads a new file. */
  readonly read: (sheet: Sheet) => void
  /** Reads the same file otherwise. */
  readonly reread: (options: CsvOptions) => void
  readonly refuse: (problem: string) => void
}

function useCsv(): Csv {
  const edit = useEditNetwork()
  const engine = useNetworkEngine()
  const now = useReadNetwork()
  const asked = useRef(0)
  const [busy, setBusy] = useState(false)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [data, setData] = useState<CsvData | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const accept = (from: Sheet, found: CsvData | Refusal): void => {
    const refused = 'problem' in found ? found.problem : (edit(chooseData({ own: found.own }), 'csv')?.text ?? null)
    setProblem(refused)
    if (refused !== null || 'problem' in found) return
    setSheet(from)
    setData(found)
  }
  const take = async (from: Sheet, options: CsvOptions): Promise<void> => {
    const mine = (asked.current += 1)
    const before = now().scenario.dataset
    setBusy(true)
    const found = await engine.csv(from.bytes, { name: from.name, ...options }).catch((error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }))
    // A newer file has its own answer to come.
    if (mine !== asked.current) return
    setBusy(false)
    // Whoever has chosen other data meanwhile keeps them.
    if (same(before, now().scenario.dataset)) accept(from, found)
  }
  const refuse = (why: string): void => {
    asked.current += 1
    setBusy(false)
    setProblem(why)
  }
  return { data, problem, busy, read: (next) => void take(next, {}), reread: (options) => sheet !== null && void take(sheet, options), refuse }
}

export function CsvPart(): ReactNode {
  const t = useT()
  const say = useText()
  const { data, problem, busy, read, reread, refuse } = useCsv()
  const [over, setOver] = useState(false)
  const open = async (file: File): Promise<void> => {
    try {
      read({ bytes: new Uint8Array(await file.slice(0, enoughBytes).arrayBuffer()), name: file.name.slice(0, 100) })
    } catch {
      refuse(t('network.csvUnreadable', { name: file.name }))
    }
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    const text = event.dataTransfer.getData('text/plain')
    if (file !== undefined) void open(file)
    else if (text !== '') read(pasted(text, t('network.csvPasted')))
  }
  return (
    <div className="csv" role="group" aria-label={t('network.csv')}>
      <div
        className="csv-drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileButton accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={(file) => file !== null && void open(file)}>
          {(props) => <Button {...props}>{t('network.csvChoose')}</Button>}
        </FileButton>
        <span className="muted">{t('network.csvDrop')}</span>
      </div>
      <PasteField read={(text) => read(pasted(text, t('network.csvPasted')))} />
      <p className="muted" role="status">{busy ? t('network.csvReading') : t('network.csvPrivate')}</p>
      {problem !== null && (
        <p className="field-error" role="alert">
          {say(problem)} {t('network.csvKept')}
        </p>
      )}
      {data === null ? <OwnRows /> : <CsvReport data={data} reread={reread} />}
    </div>
  )
}

const pasted = (text: string, name: string): Sheet => ({ bytes: new TextEncoder().encode(text), name })

function PasteField({ read }: { readonly read: (text: string) => void }): ReactNode {
  const t = useT()
  const [text, setText] = useState('')
  return (
    <details className="more">
      <summary>{t('network.csvPaste')}</summary>
      <Textarea aria-label={t('network.csvText')} placeholder={t('network.csvExample')} minRows={4} maxRows={8} autosize spellCheck={false} classNames={{ input: 'mono' }} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <div className="button-row csv-use">
        <Button disabled={text.trim() === ''} onClick={() => read(text)}>
          {t('network.csvUse')}
        </Button>
      </div>
    </details>
  )
}

/** Rows that came with a link: the file that they were read from is not there any more. */
function OwnRows(): ReactNode {
  const t = useT()
  const own = useNetwork((state) => state.scenario.dataset.own)
  if (own === undefined || isDrawn(own)) return null
  return <p>{t('network.ownRows', { name: own.name, rows: own.rows.length, columns: own.columns.length, target: own.target })}</p>
}
