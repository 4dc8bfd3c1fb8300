// Every landscape with its picture, by group. Arrow keys walk the pictures, typing in the box narrows them.
import { Modal, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { landscapes } from '../../catalog/landscapes/registry.ts'
import type { Landscape } from '../../catalog/types.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { TranslateText } from '../../i18n/react.ts'
import { Icon } from '../icons.tsx'
import { walkPictures } from '../walk-pictures.ts'
import { Thumbnail } from './Thumbnail.tsx'

interface LandscapePickerProps {
  readonly opened: boolean
  /** Id of the one that runs, null for an own formula. */
  readonly current: string | null
  readonly close: () => void
  readonly choose: (id: string) => void
  readonly chooseOwn: () => void
}

export function LandscapePicker({ opened, current, close, choose, chooseOwn }: LandscapePickerProps): ReactNode {
  const t = useT()
  return (
    <Modal opened={opened} onClose={close} title={t('problem.pickerTitle')} size="60rem" closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <PickerBody current={current} choose={choose} chooseOwn={chooseOwn} />
    </Modal>
  )
}

function PickerBody({ current, choose, chooseOwn }: Omit<LandscapePickerProps, 'opened' | 'close'>): ReactNode {
  const t = useT()
  const say = useText()
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState<Landscape | null>(() => landscapes.find((l) => l.id === current) ?? null)
  const found = landscapes.filter((landscape) => matches(landscape, search, say))
  const groups = [...new Set(found.map((landscape) => landscape.group))]
  return (
    <div className="picker">
      <div className="picker-top">
        <TextInput
          data-autofocus
          aria-label={t('problem.search')}
          placeholder={t('problem.search')}
          leftSection={<Icon name="search" size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <button type="button" className="plain-button" onClick={chooseOwn}>
          <Icon name="edit" size={14} /> {t('problem.own')}
        </button>
      </div>
      <div className="picker-groups" onKeyDown={walkPictures}>
        {groups.map((group) => (
          <section key={group} aria-label={t(`problem.group.${group}`)}>
            <h3>{t(`problem.group.${group}`)}</h3>
            <div className="picker-grid">
              {found
                .filter((landscape) => landscape.group === group)
                .map((landscape) => (
                  <UnstyledButton
                    key={landscape.id}
                    className="picker-item"
                    aria-current={landscape.id === current}
                    onClick={() => choose(landscape.id)}
                    onFocus={() => setShown(landscape)}
                    onMouseEnter={() => setShown(landscape)}
                  >
                    <Thumbnail formula={landscape.formula} constants={landscape.constants} domain={landscape.domain} />
                    <span>{say(landscape.name)}</span>
                  </UnstyledButton>
                ))}
            </div>
          </section>
        ))}
        {found.length === 0 && <p>{t('problem.nothingFound', { text: search })}</p>}
      </div>
      <p className="picker-teaches" aria-live="polite">
        {shown === null ? t('problem.pickerHint') : t('problem.pickerShown', { name: say(shown.name), teaches: say(shown.teaches) })}
      </p>
    </div>
  )
}

/** In the page's language, and by its English name, which the papers use. */
function matches({ id, name, group, teaches }: Landscape, search: string, say: TranslateText): boolean {
  const words = search.toLowerCase().split(/\s+/)
  const text = `${name} ${say(name)} ${id} ${group} ${say(teaches)}`.toLowerCase()
  return words.every((word) => text.includes(word))
}
