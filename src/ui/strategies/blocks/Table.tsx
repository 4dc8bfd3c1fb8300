// A table of what was found; a row that was chosen stands out and says so.
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { useT } from '../../../i18n/react.ts'
import { useSay } from './of-block.ts'
import type { BlockOf } from './of-block.ts'

export function Table({ block: { title, columns, rows, chosen } }: { readonly block: BlockOf<'table'> }): ReactNode {
  const t = useT()
  const say = useSay()
  const scroll = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const [box, row] = [scroll.current, scroll.current?.querySelector<HTMLElement>('[data-chosen="true"]')]
    // The table alone is scrolled; the page stays where it is.
    if (box && row) box.scrollTop = row.offsetTop - (box.clientHeight - row.clientHeight) / 2
  }, [chosen, rows])
  return (
    <div ref={scroll} className="strategy-scroll" role="group" aria-label={say(title)} tabIndex={0}>
      <table className="strategy-table">
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={i} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row} data-chosen={row === chosen}>
              {cells.map((cell, i) =>
                i === 0 ? (
                  <th key={i} scope="row">
                    {typeof cell === 'number' ? shortNumber(cell) : say(cell)}{' '}
                    {row === chosen && <span className="strategy-chosen">{t('strategies.page.chosen')}</span>}
                  </th>
                ) : (
                  <td key={i} data-number={typeof cell === 'number'}>
                    {typeof cell === 'number' ? shortNumber(cell, 4) : say(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
