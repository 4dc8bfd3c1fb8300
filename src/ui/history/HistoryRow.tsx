// One entry: its picture, its title, how it came out, and what can be done with it.
import { ActionIcon, Checkbox, useComputedColorScheme } from '@mantine/core'
import { useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { shortNumber } from '../../charts/format.ts'
import { useT } from '../../i18n/react.ts'
import type { Translate } from '../../i18n/react.ts'
import { bestRun, longestName, titleOf } from '../../store/history-types.ts'
import type { HistoryEntry } from '../../store/history-types.ts'
import { Icon } from '../icons.tsx'
import type { IconName } from '../icons.tsx'
import { inWords } from './days.ts'
import { useWords } from './use-words.ts'

interface HistoryRowProps {
  readonly entry: HistoryEntry
  readonly ticked: boolean
  readonly tick: () => void
  readonly open: () => void
  readonly remove: () => void
  readonly pin: () => void
  /** '' takes the given name away. */
  readonly rename: (name: string) => void
}

export function HistoryRow({ entry: kept, ticked, tick, open, remove, pin, rename }: HistoryRowProps): ReactNode {
  const t = useT()
  const [naming, setNaming] = useState(false)
  const row = useRef<HTMLLIElement>(null)
  const entry = useWords()(kept)
  const title = titleOf(entry)
  const named = (name: string | null, byKey: boolean): void => {
    setNaming(false)
    if (name !== null) rename(name)
    if (byKey) requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('[data-act="edit"]')?.focus())
  }
  const leave = (): void => {
    neighbour(row.current)?.focus()
    remove()
  }
  return (
    <li className="history-row" data-pinned={entry.pinned} ref={row}>
      <Checkbox aria-label={t('history.tick', { title })} checked={ticked} onChange={tick} />
      <Picture entry={entry} open={open} />
      <div className="history-words">
        {naming ? (
          <NameField entry={entry} done={named} />
        ) : (
          <button type="button" className="history-open" title={t('history.openHint')} onClick={open}>
            {title}
          </button>
        )}
        <p className="muted">{outcome(entry, t)}</p>
        <p className="muted">{facts(entry, t)}</p>
      </div>
      <div className="history-acts">
        <Act icon="pin" label={t(entry.pinned ? 'history.unpin' : 'history.pin', { title })} act={pin} on={entry.pinned} />
        <Act icon="edit" label={t('history.rename', { title })} act={() => setNaming(true)} />
        <Act icon="trash" label={t('history.remove', { title })} act={leave} />
      </div>
    </li>
  )
}

/** Where the keyboard goes on when the row is deleted: the same button of the next row, else of the one before, else the search. */
function neighbour(row: HTMLElement | null): HTMLElement | null {
  const buttons = [...(row?.closest('.history-scroll')?.querySelectorAll<HTMLElement>('[data-act="trash"]') ?? [])]
  const at = buttons.findIndex((button) => row?.contains(button))
  return buttons[at + 1] ?? buttons[at - 1] ?? row?.closest('.history-body')?.querySelector('input') ?? null
}

function Act({ icon, label, act, on }: { readonly icon: IconName; readonly label: string; readonly act: () => void; readonly on?: boolean }): ReactNode {
  return (
    <ActionIcon size={26} data-act={icon} aria-label={label} title={label} onClick={act} {...(on === undefined ? {} : { 'aria-pressed': on })}>
      <Icon name={icon} size={14} />
    </ActionIcon>
  )
}

/** The same as the title beside it, for the pointer. */
function Picture({ entry, open }: { readonly entry: HistoryEntry; readonly open: () => void }): ReactNode {
  const scheme = useComputedColorScheme('light')
  return (
    <button type="button" className="history-picture" tabIndex={-1} aria-hidden="true" onClick={open}>
      {entry.picture !== null && <img src={entry.picture[scheme]} alt="" width={96} height={60} loading="lazy" decoding="async" />}
    </button>
  )
}

function outcome(entry: HistoryEntry, t: Translate): string {
  const best = bestRun(entry)
  if (entry.claims !== null) return t('history.claims', { held: entry.claims.held, of: entry.claims.of })
  if (best === null) return t(entry.measure === 'series' ? 'history.noClaims' : 'history.noBest')
  return t(`history.best.${entry.measure}`, { run: best.name, value: shortNumber(best.best ?? undefined) })
}

function facts({ time, device, milliseconds, runs, measure, changed }: HistoryEntry, t: Translate): string {
  const clock = inWords(time, 'time')
  const ended = (status: string): number => runs.filter((run) => run.status === status).length
  return [
    clock,
    ended('stopped') > 0 && measure !== 'series' ? t('history.stopped', { step: Math.max(...runs.map(({ step }) => step)) }) : '',
    ended('diverged') > 0 ? t('history.diverged', { count: ended('diverged') }) : '',
    changed ? t('history.changed') : '',
    device,
    milliseconds === null ? '' : duration(milliseconds, t),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function duration(milliseconds: number, t: Translate): string {
  const seconds = milliseconds / 1000
  return seconds < 1 ? t('history.milliseconds', { value: shortNumber(milliseconds, 2) }) : t('history.seconds', { value: shortNumber(seconds, 2) })
}

/** Enter or going elsewhere takes the name, Escape leaves the old one (null). */
function NameField({ entry, done }: { readonly entry: HistoryEntry; readonly done: (name: string | null, byKey: boolean) => void }): ReactNode {
  const t = useT()
  const [text, setText] = useState(titleOf(entry))
  const over = useRef(false)
  // The made title is no name: whoever leaves it as it is has given none.
  const named = text === titleOf({ ...entry, name: '' }) ? '' : text
  const end = (name: string | null, byKey: boolean): void => {
    // A field that goes away loses the focus, too.
    if (!over.current) done(name, byKey)
    over.current = true
  }
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') end(named, true)
    else if (event.key === 'Escape') end(null, true)
  }
  return (
    <input
      className="history-name"
      aria-label={t('history.name')}
      value={text}
      maxLength={longestName}
      // Escape is for the field here, not for the drawer.
      data-mantine-stop-propagation="true"
      ref={focusOnce}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={key}
      onBlur={() => end(named, false)}
    />
  )
}

const focusOnce = (field: HTMLInputElement | null): void => field?.focus()
