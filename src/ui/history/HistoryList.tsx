// The list by day, the newest first, with what can be done to all of it above and what was done just now below.
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { matches, mostCompared, mostEntries, titleOf } from '../../store/history-types.ts'
import type { HistoryEntry } from '../../store/history-types.ts'
import { Icon } from '../icons.tsx'
import { useToast } from '../toast.tsx'
import { byDay, inWords, startOfDay } from './days.ts'
import { HistoryFiles } from './HistoryFiles.tsx'
import { HistoryRow } from './HistoryRow.tsx'
import { useHistory } from './history-context.tsx'
import type { History } from './history-context.tsx'
import { useOpenEntry } from './use-open-entry.ts'
import { useWords } from './use-words.ts'

interface HistoryListProps {
  readonly history: History
  readonly compare: () => void
  readonly close: () => void
}

/** Rows that are drawn before more are asked for. */
const atOnce = 40

export function HistoryList({ history, compare, close }: HistoryListProps): ReactNode {
  const t = useT()
  const entries = useHistory(history, (state) => state.entries)
  const ticked = useHistory(history, (state) => state.ticked)
  const notice = useHistory(history, (state) => state.notice)
  const [question, setQuestion] = useState('')
  const [pinnedOnly, setPinnedOnly] = useState(false)
  const [most, setMost] = useState(atOnce)
  const [said, say] = useState('')
  const { shown, fresh, showAll } = useSteady(entries)
  const words = useWords()
  const found = useMemo(() => shown.filter((entry) => (entry.pinned || !pinnedOnly) && (matches(entry, question) || matches(words(entry), question))), [shown, question, pinnedOnly, words])
  const { actions } = history.store
  if (entries === null) return <p className="muted history-empty">{t('history.loading')}</p>
  return (
    <>
      <div className="history-top">
        <TextInput
          type="search"
          aria-label={t('history.search')}
          placeholder={t('history.search')}
          leftSection={<Icon name="search" size={14} />}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          data-autofocus
        />
        <Checkbox label={t('history.pinnedOnly')} checked={pinnedOnly} onChange={(event) => setPinnedOnly(event.currentTarget.checked)} />
        <Button disabled={ticked.length < 2} onClick={compare}>
          {t('history.compare', { count: ticked.length })}
        </Button>
        {ticked.length > 0 && (
          <Button variant="subtle" color="gray" onClick={actions.untickAll}>
            {t('history.untick')}
          </Button>
        )}
      </div>
      {notice !== null && (
        <p className="history-notice" role="note">
          {t(`history.notice.${notice}`)}
        </p>
      )}
      <div className="history-scroll">
        {fresh > 0 && (
          <Button className="history-fresh" onClick={showAll}>
            {t('history.fresh', { count: fresh })}
          </Button>
        )}
        {found.length === 0 && <p className="muted history-empty">{t(entries.length === 0 ? 'history.empty' : 'history.nothing')}</p>}
        <Days history={history} entries={found.slice(0, most)} ticked={ticked} say={say} close={close} />
        {found.length > most && <Button m="sm" onClick={() => setMost(most + 2 * atOnce)}>{t('history.more', { count: found.length - most })}</Button>}
      </div>
      <footer className="history-foot">
        <span className="muted">{t('history.count', { count: entries.length, most: mostEntries })}</span>
        <HistoryFiles history={history} say={say} imported={showAll} />
        <SaidLine history={history} said={said} say={say} />
      </footer>
    </>
  )
}

/**
 * The entries in the order in which they stood when the list was opened: nothing moves under the pointer because something was
 * recorded meanwhile. What is new waits to be asked for, unless there is nothing else.
 */
function useSteady(entries: readonly HistoryEntry[] | null): { readonly shown: readonly HistoryEntry[]; readonly fresh: number; readonly showAll: () => void } {
  const [order, setOrder] = useState<ReadonlyMap<string, number> | null>(null)
  const places = (now: readonly HistoryEntry[]): ReadonlyMap<string, number> => new Map(now.map(({ id }, place) => [id, place]))
  if (entries !== null && entries.length > 0 && (order === null || !entries.some(({ id }) => order.has(id)))) setOrder(places(entries))
  return useMemo(() => {
    const shown = (entries ?? []).filter(({ id }) => order?.has(id)).toSorted((a, b) => (order?.get(a.id) ?? 0) - (order?.get(b.id) ?? 0))
    return { shown, fresh: (entries?.length ?? 0) - shown.length, showAll: () => setOrder(null) }
  }, [entries, order])
}

interface DaysProps {
  readonly history: History
  readonly entries: readonly HistoryEntry[]
  readonly ticked: readonly string[]
  readonly say: (said: string) => void
  readonly close: () => void
}

function Days({ history, entries, ticked, say, close }: DaysProps): ReactNode {
  const t = useT()
  const tell = useToast()
  const open = useOpenEntry(history, (title, kind) => {
    close()
    tell({ text: t('history.opened', { title }), action: { label: t('shell.undo'), run: () => history.undo(kind) } })
  }, say)
  const { actions } = history.store
  const words = useWords()
  const remove = (entry: HistoryEntry): void => void actions.remove([entry.id]).then(() => say(t('history.removed', { title: titleOf(words(entry)) })))
  const tick = (id: string): void => {
    if (!actions.tick(id)) say(t('history.mostCompared', { most: mostCompared }))
  }
  return byDay(entries).map((day) => (
    <section key={day.start} aria-label={dayName(day.start, t)}>
      <h3 className="history-day">{dayName(day.start, t)}</h3>
      <ul className="history-list">
        {day.entries.map((entry) => (
          <HistoryRow
            key={entry.id}
            entry={entry}
            ticked={ticked.includes(entry.id)}
            tick={() => tick(entry.id)}
            open={() => void open(entry)}
            remove={() => remove(entry)}
            pin={() => void actions.pin(entry.id, !entry.pinned)}
            rename={(name) => void actions.rename(entry.id, name)}
          />
        ))}
      </ul>
    </section>
  ))
}

function dayName(start: number, t: ReturnType<typeof useT>): string {
  const now = Date.now()
  if (start === startOfDay(now)) return t('history.today')
  if (start === startOfDay(now, 1)) return t('history.yesterday')
  return inWords(start, 'day')
}

/** What was done just now stays until something else is done, and is read out. */
function SaidLine({ history, said, say }: Pick<DaysProps, 'history' | 'say'> & { readonly said: string }): ReactNode {
  const t = useT()
  const removed = useHistory(history, (state) => state.removed)
  const undo = (): void => void history.store.actions.undoRemove().then(() => say(t('history.back')))
  return (
    <div className="history-said">
      <span role="status" aria-live="polite">
        {said}
      </span>
      {removed > 0 && (
        <Button variant="subtle" onClick={undo}>
          {t('history.undoRemove')}
        </Button>
      )}
    </div>
  )
}
