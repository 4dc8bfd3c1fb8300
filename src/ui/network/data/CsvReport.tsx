// What was understood of a file: its columns and kinds, which one is predicted and how, which rows were left out and why.
import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT, useText } from '../../../i18n/react.ts'
import type { CsvData, CsvOptions } from '../../../scenario/network/csv.ts'
import { ScrollBox } from './ScrollBox.tsx'

interface CsvReportProps {
  readonly data: CsvData
  readonly reread: (options: CsvOptions) => void
}

/** A list as long as the file says nothing more. */
const mostRows = 20
const mostColumns = 60

export function CsvReport({ data, reread }: CsvReportProps): ReactNode {
  const t = useT()
  const { columns, target, task, own } = data
  return (
    <>
      <p>
        {t('network.csvRead', { name: own.name, rows: own.rows.length, columns: columns.length })}
      </p>
      <label className="select-row" title={t('network.csvTargetHelp')}>
        <span>{t('network.csvTarget')}</span>
        <NativeSelect value={target} data={columns.map(({ name }) => name)} onChange={(event) => reread({ target: event.currentTarget.value })} />
      </label>
      <label className="select-row" title={t('network.csvTaskHelp')}>
        <span>{t('network.csvTask')}</span>
        <NativeSelect
          value={task}
          data={[
            { value: 'classes', label: t('network.task.classes') },
            { value: 'numbers', label: t('network.task.numbers') },
          ]}
          onChange={(event) => reread({ target, task: event.currentTarget.value === 'classes' ? 'classes' : 'numbers' })}
        />
      </label>
      <Columns data={data} />
      <Dropped dropped={data.dropped} />
    </>
  )
}

function Columns({ data: { columns, target } }: { readonly data: CsvData }): ReactNode {
  const t = useT()
  const kinds = { number: t('network.csvNumber'), text: t('network.csvWords') }
  return (
    <details className="more">
      <summary>{t('network.csvColumns')}</summary>
      <ScrollBox name={t('network.csvColumns')}>
        <ul className="csv-columns">
          {columns.slice(0, mostColumns).map(({ name, kind, missing }) => (
            <li key={name}>
              <span className="mono">{name}</span> <span className="muted">{name === target ? t('network.csvIsTarget', { kind: kinds[kind] }) : kinds[kind]}</span>
              {missing > 0 && <span className="run-status"> {t('network.csvMissing', { count: missing })}</span>}
            </li>
          ))}
          {columns.length > mostColumns && <li className="muted">…</li>}
        </ul>
      </ScrollBox>
    </details>
  )
}

function Dropped({ dropped }: Pick<CsvData, 'dropped'>): ReactNode {
  const t = useT()
  const say = useText()
  if (dropped.length === 0) return null
  return (
    <details className="more">
      <summary className="run-status">{t('network.csvDropped', { count: dropped.length })}</summary>
      <ScrollBox name={t('network.csvDropped', { count: dropped.length })}>
        <ul className="csv-columns">
          {dropped.slice(0, mostRows).map(({ row, why }) => (
            <li key={row}>{t('network.csvRow', { row, why: say(why) })}</li>
          ))}
          {dropped.length > mostRows && <li className="muted">…</li>}
        </ul>
      </ScrollBox>
    </details>
  )
}
