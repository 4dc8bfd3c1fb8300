// Up to eight entries side by side: their curves on one axis, how they came out in one table, and the settings that differ.
import '../network/views.css'
import '../plots.css'
import { Button, Checkbox } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../charts/format.ts'
import { comparedLook } from '../../charts/history.ts'
import type { ComparedEntry } from '../../charts/history.ts'
import { settingRows } from '../../charts/history-diff.ts'
import { legible } from '../../charts/theme.ts'
import { useT } from '../../i18n/react.ts'
import { palette } from '../../scenario/defaults.ts'
import { titleOf } from '../../store/history-types.ts'
import type { HistoryRun } from '../../store/history-types.ts'
import { useChartTheme } from '../plot-hooks.ts'
import { Swatch } from '../plot-swatch.tsx'
import { useToast } from '../toast.tsx'
import { CompareCurves } from './CompareCurves.tsx'
import type { History } from './history-context.tsx'
import { useOpenEntry } from './use-open-entry.ts'
import { useWords } from './use-words.ts'

interface CompareViewProps {
  readonly history: History
  readonly back: () => void
  readonly close: () => void
}

/** Eight colours for eight entries: the palette, and the ink of the page. */
function useColors(): readonly string[] {
  const theme = useChartTheme()
  return useMemo(() => [...palette.map((color) => legible(color, theme)), theme.text], [theme])
}

export function CompareView({ history, back, close }: CompareViewProps): ReactNode {
  const t = useT()
  const colors = useColors()
  const found = useCompared(history)
  if (found === null) return <p className="muted history-empty">{t('history.loading')}</p>
  const { entries, gone } = found
  return (
    <div className="history-compare">
      <div className="button-row">
        <Button onClick={back} data-autofocus>
          {t('history.backToList')}
        </Button>
      </div>
      {gone > 0 && <p role="note">{t('history.goneCompared', { count: gone })}</p>}
      {new Set(entries.map(({ entry }) => entry.measure)).size > 1 && <p role="note">{t('history.mixed')}</p>}
      <CompareCurves entries={entries} colors={colors} />
      <Numbers entries={entries} colors={colors} history={history} close={close} />
      <Settings entries={entries} />
    </div>
  )
}

interface Compared {
  readonly entries: readonly ComparedEntry[]
  /** Ticked, but not to be read any more. */
  readonly gone: number
}

/** In the order in which they were ticked; null until they are read. */
function useCompared({ store }: History): Compared | null {
  const words = useWords()
  const [found, setFound] = useState<Compared | null>(null)
  useEffect(() => {
    let left = false
    const { entries: all, ticked } = store.getState()
    const read = async (id: string): Promise<readonly ComparedEntry[]> => {
      const entry = all?.find((one) => one.id === id)
      const body = entry ? await store.body(id) : null
      return entry && body ? [{ entry: words(entry), body, title: titleOf(words(entry)) }] : []
    }
    void Promise.all(ticked.map(read)).then((lists) => {
      const entries = lists.flat()
      if (!left) setFound({ entries: numbered(entries), gone: ticked.length - entries.length })
    })
    return () => {
      left = true
    }
  }, [store, words])
  return found
}

/** Two entries with one title are told apart by their place. */
function numbered(entries: readonly ComparedEntry[]): readonly ComparedEntry[] {
  return entries.map((one, i) => {
    const same = entries.filter(({ title }) => title === one.title)
    return same.length === 1 ? one : { ...one, title: `${one.title} (${entries.slice(0, i + 1).filter(({ title }) => title === one.title).length})` }
  })
}

interface NumbersProps extends Pick<CompareViewProps, 'history' | 'close'> {
  readonly entries: readonly ComparedEntry[]
  readonly colors: readonly string[]
}

function Numbers({ entries, colors, history, close }: NumbersProps): ReactNode {
  const t = useT()
  const tell = useToast()
  const open = useOpenEntry(
    history,
    (title, kind) => {
      close()
      tell({ text: t('history.opened', { title }), action: { label: t('shell.undo'), run: () => history.undo(kind) } })
    },
    (text) => tell({ text, tone: 'error' }),
  )
  return (
    <section className="history-part" aria-label={t('history.numbers')}>
      <h3>{t('history.numbers')}</h3>
      <div className="history-wide" role="region" aria-label={t('history.numbers')} tabIndex={0}>
        <table className="history-table">
          <thead>
            <tr>
              <th scope="col">{t('history.column.entry')}</th>
              <th scope="col">{t('history.column.run')}</th>
              {(['final', 'best', 'steps', 'status'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`history.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          {entries.map(({ entry, title }, index) => (
            <tbody key={entry.id}>
              {entry.runs.map((run, i) => (
                <tr key={i}>
                  {i === 0 && (
                    <th scope="rowgroup" rowSpan={entry.runs.length}>
                      <button type="button" className="history-open" title={t('history.openHint')} onClick={() => void open(entry)}>
                        {title}
                      </button>
                    </th>
                  )}
                  <td>
                    <Swatch style={{ ...comparedLook(index, i, run.name, colors), index: i, hidden: false }} /> {run.name}
                  </td>
                  <td>{shortNumber(run.final ?? undefined)}</td>
                  <td>{shortNumber(run.best ?? undefined)}</td>
                  <td>{run.steps ?? '–'}</td>
                  <td>
                    <RunEnd run={run} />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  )
}

function RunEnd({ run }: { readonly run: HistoryRun }): ReactNode {
  const t = useT()
  return t(`history.status.${run.status}`, { step: run.step })
}

function Settings({ entries }: { readonly entries: readonly ComparedEntry[] }): ReactNode {
  const t = useT()
  const [all, setAll] = useState(false)
  const rows = useMemo(() => settingRows(entries.map(({ body }) => body.scenario)), [entries])
  const shown = all ? rows : rows.filter(({ differs }) => differs)
  return (
    <section className="history-part" aria-label={t('history.settings')}>
      <h3>{t('history.settings')}</h3>
      <Checkbox label={t('history.allSettings')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      {shown.length === 0 ? (
        <p className="muted">{t('history.sameSettings')}</p>
      ) : (
        <div className="history-wide" role="region" aria-label={t('history.settings')} tabIndex={0}>
          <table className="history-table history-settings">
            <thead>
              <tr>
                <th scope="col">{t('history.column.setting')}</th>
                {entries.map(({ entry, title }) => (
                  <th key={entry.id} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ run, field, values, differs }) => (
                <tr key={`${run ?? ''} ${field}`} data-differs={differs}>
                  <th scope="row">
                    {run !== null && <span>{t('history.runNumber', { run: run + 1 })} </span>}
                    <span className="mono">{field}</span>
                  </th>
                  {values.map((value, i) => (
                    <td key={entries[i]?.entry.id}>{differs ? <mark>{value ?? '–'}</mark> : (value ?? '–')}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
