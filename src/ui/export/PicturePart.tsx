// One plot of those on the screen as a picture of a chosen size.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useT, useText } from '../../i18n/react.ts'
import { legendOf } from '../legend.ts'
import { useToast } from '../toast.tsx'
import { pictureOf, plotsOnPage, svgOf } from './picture.ts'
import { save, saveText } from './save.ts'

export function PicturePart(): ReactNode {
  const t = useT()
  const say = useText()
  const tell = useToast()
  const [plots] = useState(() => plotsOnPage(document.querySelector('main') ?? document.body))
  const [chosen, setChosen] = useState(0)
  const [size, setSize] = useState({ width: '1200', height: '800', scale: '2' })
  const [named, setNamed] = useState(true)
  const [busy, setBusy] = useState(false)
  const numbers = { width: Number(size.width), height: Number(size.height), scale: Number(size.scale) }
  const good = [numbers.width, numbers.height].every((side) => side >= 100 && side <= 4000) && numbers.scale >= 1 && numbers.scale <= 4
  const plot = plots[chosen]
  const legend = plot === undefined ? [] : legendOf(plot.element)
  const take = async (kind: 'png' | 'svg'): Promise<void> => {
    if (plot === undefined) return
    setBusy(true)
    const name = `descent-${slug(plot.label)}.${kind}`
    const names = named ? legend : []
    try {
      if (kind === 'png') save(name, await pictureOf(plot.element, numbers, names))
      else saveText(name, 'image/svg+xml;charset=utf-8', await svgOf(plot.element, numbers, names, plot.label))
    } catch (error) {
      tell({ text: t('export.failed', { message: say(error instanceof Error ? error.message : String(error)) }), tone: 'error' })
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
          {legend.length > 0 && <Checkbox size="xs" label={t('export.legend')} checked={named} onChange={(event) => setNamed(event.currentTarget.checked)} />}
          <div className="button-row">
            <Button disabled={!good || busy} onClick={() => void take('png')}>
              {t('export.png')}
            </Button>
            <Button disabled={!good || busy} title={t('export.svgHint')} onClick={() => void take('svg')}>
              {t('export.svg')}
            </Button>
            {busy && (
              <span className="muted" role="status">
                {t('export.painting')}
              </span>
            )}
          </div>
        </>
      )}
    </section>
  )
}

/** A file name of the plot's own words. */
const slug = (label: string): string => label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60)
