// Shares of one for each class, such as soft labels, as bars over a row of a table; the picture of the sample beside them.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { classColor } from '../../../charts/network-colors.ts'
import { greyPixels } from '../../../charts/network-pictures.ts'
import { useT } from '../../../i18n/react.ts'
import { Canvas } from '../../network/views/Canvas.tsx'
import { paintPixels } from '../../network/views/paint.ts'
import type { Context } from '../../network/views/paint.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { useSay } from './of-block.ts'
import type { BlockOf } from './of-block.ts'

type SharesBlock = BlockOf<'shares'>

export function Shares({ block: { title, classes, rows, picture } }: { readonly block: SharesBlock }): ReactNode {
  const t = useT()
  const say = useSay()
  return (
    <div className="strategy-shares">
      {picture && <Picture picture={picture} label={t('strategies.page.sample', { title: say(title) })} />}
      <div className="strategy-scroll" role="group" aria-label={say(title)} tabIndex={0}>
        <table className="strategy-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="strategy-unseen">{t('strategies.page.whose')}</span>
              </th>
              {classes.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, values }, row) => (
              <tr key={row}>
                <th scope="row">{say(name)}</th>
                {classes.map((one, i) => (
                  <td key={one} className="strategy-share">
                    <span className="strategy-share-bar" style={{ height: `${100 * (values[i] ?? 0)}%`, background: classColor(i) }} />
                    <span>{percent(values[i] ?? Number.NaN)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** In per cent, finer where it is small: that a class has 0.3 % is what soft labels tell. */
function percent(share: number): string {
  if (Number.isNaN(share)) return '–'
  if (share >= 0.1 || share === 0) return String(Math.round(100 * share))
  return share < 0.0005 ? '<0.1' : (100 * share).toFixed(1)
}

function Picture({ picture: { width, height, values }, label }: { readonly picture: NonNullable<SharesBlock['picture']>; readonly label: string }): ReactNode {
  const theme = useChartTheme()
  const pixels = useMemo(() => greyPixels(values, theme), [values, theme])
  const paint = useCallback((context: Context, size: Size) => paintPixels(context, pixels, width, height, { x: 0, y: 0, ...size }, false), [pixels, width, height])
  return (
    <div className="net-picture strategy-sample" style={{ aspectRatio: `${width} / ${height}` }}>
      <Canvas label={label} paint={paint} />
    </div>
  )
}
