// What the link is to do beside opening the scenario. What is not ticked is left to the page and its reader.
import { Checkbox, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { languageFacts, languages } from '../../i18n/languages.ts'
import { useT } from '../../i18n/react.ts'
import { linkThemes, lockable, panels } from '../../scenario/page-link.ts'
import type { PageLink } from '../../scenario/page-link.ts'

export interface Choices {
  /** The step of the open lesson instead of what is on the screen. */
  readonly lesson: boolean
  /** auto: readable while it is short. */
  readonly form: 'auto' | 'readable' | 'short'
  readonly page: PageLink
}

const forms = ['auto', 'readable', 'short'] as const
const starts = ['usual', 'playing', 'paused'] as const

interface OptionsProps {
  readonly choices: Choices
  readonly choose: (choices: Choices) => void
  readonly hasLesson: boolean
}

export function ShareOptions({ choices, choose, hasLesson }: OptionsProps): ReactNode {
  const t = useT()
  const { page } = choices
  const set = (patch: { readonly [K in keyof PageLink]: PageLink[K] | undefined }): void => choose({ ...choices, page: given({ ...page, ...patch }) })
  const start = page.play === undefined ? 'usual' : page.play ? 'playing' : 'paused'
  return (
    <>
      {hasLesson && <Checkbox label={t('share.lesson')} checked={choices.lesson} onChange={(event) => choose({ ...choices, lesson: event.currentTarget.checked })} />}
      <Ticks legend={t('share.hide')} names={panels} chosen={page.hide ?? []} label={(name) => t(`share.panel.${name}`)} choose={(hide) => set({ hide: hide.length > 0 ? hide : undefined })} />
      <Ticks legend={t('share.lock')} names={lockable} chosen={page.lock ?? []} label={(name) => t(`share.lockable.${name}`)} choose={(lock) => set({ lock: lock.length > 0 ? lock : undefined })} />
      <div className="share-selects">
        <NativeSelect
          label={t('share.start')}
          value={start}
          onChange={({ currentTarget: { value } }) => set({ play: value === 'usual' ? undefined : value === 'playing' })}
          data={starts.map((value) => ({ value, label: t(`share.starts.${value}`) }))}
        />
        <NativeSelect
          label={t('share.language')}
          value={page.lang ?? ''}
          onChange={({ currentTarget: { value } }) => set({ lang: value === '' ? undefined : value })}
          data={[{ value: '', label: t('share.readers') }, ...languages.map((value) => ({ value, label: languageFacts[value].name }))]}
        />
        <NativeSelect
          label={t('share.theme')}
          value={page.theme ?? ''}
          onChange={({ currentTarget: { value } }) => set({ theme: linkThemes.find((one) => one === value) })}
          data={[{ value: '', label: t('share.readers') }, ...linkThemes.map((value) => ({ value, label: t(`shell.scheme.${value}`) }))]}
        />
        <NativeSelect
          label={t('share.form')}
          value={choices.form}
          disabled={choices.lesson}
          onChange={({ currentTarget: { value } }) => choose({ ...choices, form: forms.find((one) => one === value) ?? 'auto' })}
          data={forms.map((value) => ({ value, label: t(`share.forms.${value}`) }))}
        />
      </div>
      <Checkbox label={t('share.present')} checked={page.present === true} onChange={(event) => set({ present: event.currentTarget.checked ? true : undefined })} />
    </>
  )
}

interface TicksProps<T extends string> {
  readonly legend: string
  readonly names: readonly T[]
  readonly chosen: readonly T[]
  readonly label: (name: T) => string
  readonly choose: (chosen: readonly T[]) => void
}

function Ticks<T extends string>({ legend, names, chosen, label, choose }: TicksProps<T>): ReactNode {
  return (
    <fieldset className="share-ticks">
      <legend>{legend}</legend>
      {names.map((name) => (
        <Checkbox
          key={name}
          label={label(name)}
          checked={chosen.includes(name)}
          onChange={(event) => choose(names.filter((one) => (one === name ? event.currentTarget.checked : chosen.includes(one))))}
        />
      ))}
    </fieldset>
  )
}

const given = (page: { readonly [K in keyof PageLink]: PageLink[K] | undefined }): PageLink =>
  Object.fromEntries(Object.entries(page).filter(([, value]) => value !== undefined))
