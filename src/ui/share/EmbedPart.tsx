// A frame for other pages: which figure, how large, and the line of HTML that shows it.
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { figures, withPageLink } from '../../scenario/page-link.ts'
import type { EmbeddedFigure, PageLink } from '../../scenario/page-link.ts'
import { NumberField } from '../fields/NumberField.tsx'
import type { EditResult } from '../refusal.ts'
import { addressOfPage } from './address.ts'
import { CopyField } from './CopyField.tsx'
import { embedSnippet } from './snippet.ts'

const sizes = { least: 240, most: 4000 } as const

export function EmbedPart({ link, page }: { readonly link: string; readonly page: PageLink }): ReactNode {
  const t = useT()
  const [figure, setFigure] = useState<EmbeddedFigure>('plot')
  const [size, setSize] = useState({ width: 640, height: 480 })
  const { hide: _hide, present: _present, ...kept } = page
  const address = addressOfPage(withPageLink(link, { ...kept, embed: figure }))
  const commit = (side: 'width' | 'height') => (value: number | string): EditResult => {
    const number = Number(value)
    if (!(Number.isInteger(number) && number >= sizes.least && number <= sizes.most)) return { text: t('share.sizeError', sizes), place: null }
    setSize({ ...size, [side]: number })
    return null
  }
  return (
    <>
      <div className="share-selects">
        <NativeSelect
          label={t('share.figure')}
          value={figure}
          onChange={({ currentTarget: { value } }) => setFigure(figures.find((one) => one === value) ?? 'plot')}
          data={figures.map((value) => ({ value, label: t(`share.panel.${value}`) }))}
        />
        <NumberField labelled name={t('share.width')} value={size.width} commit={commit('width')} />
        <NumberField labelled name={t('share.height')} value={size.height} commit={commit('height')} />
      </div>
      <CopyField label={t('share.snippet')} text={embedSnippet(address, size)} rows={5} copied={t('share.snippetCopied')} />
    </>
  )
}
