// The optimizers by family, with a box to search in names and ideas. Serves "add" and "change".
import { Combobox, useCombobox } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { optimizers } from '../../catalog/optimizers/registry.ts'
import type { Optimizer } from '../../catalog/types.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { TranslateText } from '../../i18n/react.ts'

export interface OptimizerPickerProps {
  readonly choose: (optimizer: Optimizer) => void
  /** The button; it is given what opens the list. */
  readonly target: (toggle: () => void) => ReactElement
  /** It was asked for before it was here. */
  readonly opens?: boolean
}

export function OptimizerPicker({ choose, target, opens = false }: OptimizerPickerProps): ReactNode {
  const t = useT()
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      combobox.focusTarget()
      setSearch('')
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const { openDropdown } = combobox
  useEffect(() => {
    if (opens) openDropdown()
  }, [opens, openDropdown])
  return (
    <Combobox
      store={combobox}
      width={320}
      position="bottom-end"
      withinPortal
      onOptionSubmit={(id) => {
        const chosen = optimizers.find((optimizer) => optimizer.id === id)
        combobox.closeDropdown()
        if (chosen !== undefined) choose(chosen)
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes={false}>{target(() => combobox.toggleDropdown())}</Combobox.Target>
      <Combobox.Dropdown>
        {combobox.dropdownOpened && (
          <OptimizerList search={search} setSearch={setSearch} label={t('runs.search')} selectFirst={combobox.selectFirstOption} />
        )}
      </Combobox.Dropdown>
    </Combobox>
  )
}

interface OptimizerListProps {
  readonly search: string
  readonly setSearch: (text: string) => void
  readonly label: string
  readonly selectFirst: () => unknown
}

function OptimizerList({ search, setSearch, label, selectFirst }: OptimizerListProps): ReactNode {
  const t = useT()
  const say = useText()
  const listId = useId()
  // Enter takes the best match; the arrows go on from there.
  useEffect(() => {
    selectFirst()
  }, [search, selectFirst])
  const found = optimizers.filter((optimizer) => matches(optimizer, search, say))
  const families = [...new Set(found.map((optimizer) => optimizer.family))]
  return (
    <>
      <Combobox.Search role="combobox" aria-expanded aria-controls={listId} aria-label={label} placeholder={label} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      <Combobox.Options id={listId} className="optimizer-options" aria-label={label}>
        {families.map((family) => (
          <Combobox.Group key={family} label={t(`runs.family.${family}`)}>
            {found
              .filter((optimizer) => optimizer.family === family)
              .map((optimizer) => (
                <Combobox.Option key={optimizer.id} value={optimizer.id}>
                  <strong>{say(optimizer.name)}</strong>
                  <span className="muted">{say(optimizer.idea)}</span>
                </Combobox.Option>
              ))}
          </Combobox.Group>
        ))}
        {found.length === 0 && <Combobox.Empty>{t('runs.nothingFound', { text: search })}</Combobox.Empty>}
      </Combobox.Options>
    </>
  )
}

/** In the page's language, and by its English name, which the papers use. */
function matches({ id, name, idea }: Optimizer, search: string, say: TranslateText): boolean {
  const text = `${id} ${name} ${say(name)} ${say(idea)}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
