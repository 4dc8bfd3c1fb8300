// One plot of those on the screen as a picture of a chosen size.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { useToast } from '../toast.tsx'
import { pictureOf, plotsOnPage } from './picture.ts'
import { save } from './save.ts'

export function PicturePart(): ReactNode {
  const t = useT()
  const tell = useToast()
  const [plots] = useState(() => plotsOnPage(document.querySelector('main') ?? document.body))
  const [chosen, setChosen] = useState(0)
  const [size, setSize] = useState({ width: '1200', height: '800', scale: '2' })
  const [busy, setBusy] = useState(false)
  const numbers = { width: Number(size.width), height: Number(size.height), scale: Number(size.scale) }
  const good = [numbers.width, numbers.height].every((side) => side >= 100 && side <= 4000) && numbers.scale >= 1 && numbers.scale <= 4
  const plot = plots[chosen]
  const take = async (): Promise<void> => {
    if (plot === undefined) return
    setBusy(true)
    try {
      save(`descent-${slug(plot.label)}.png`, await pictureOf(plot.element, numbers))
    } catch (error) {
      tell({ text: t('export.failed', { message: error instanceof Error ? error.message : String(error) }), tone: 'error' })
    }
    setBusy(false)
  }
  return (
    <section aria-label={t('export.picture')}>
      <h3>{t('export.picture')}</h3>
      {plots.length === 0 ? (
        <p className="muted">{t('export.noPlots')}</p>
      ) : (
        <>
          <NativeSelect
            label={t('export.plot')}
            data={plots.map(({ label }, i) => ({ value: String(i), label }))}
            value={String(chosen)}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          />
          <div className="export-size">
            {(['width', 'height', 'scale'] as const).map((name) => (
              <TextInput key={name} label={t(`export.${name}`)} inputMode="numeric" value={size[name]} error={!good} onChange={(event) => setSize({ ...size, [name]: event.currentTarget.value })} />
            ))}
          </div>
          {!good && (
            <p className="field-error" role="alert">
              {t('export.badSize')}
            </p>
          )}
          <Button disabled={!good || busy} onClick={() => void take()}>
            {t(busy ? 'export.painting' : 'export.png')}
          </Button>
        </>
      )}
    </section>
  )
}

/** A file name of the plot's own words. */
const slug = (label: string): string => label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60)
