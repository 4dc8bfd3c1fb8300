// The optimizers by family, with a box to search in names and ideas. Serves "add" and "change".
import { Combobox, useCombobox } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { optimizers } from '../../catalog/optimizers/registry.ts'
import type { Optimizer } from '../../catalog/types.ts'
import { useT } from '../../i18n/react.ts'

interface OptimizerPickerProps {
  readonly choose: (optimizer: Optimizer) => void
  /** The button; it is given what opens the list. */
  readonly target: (toggle: () => void) => ReactElement
}

export function OptimizerPicker({ choose, target }: OptimizerPickerProps): ReactNode {
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
  const listId = useId()
  // Enter takes the best match; the arrows go on from there.
  useEffect(() => {
    selectFirst()
  }, [search, selectFirst])
  const found = optimizers.filter((optimizer) => matches(optimizer, search))
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
                  <strong>{optimizer.name}</strong>
                  <span className="muted">{optimizer.idea}</span>
                </Combobox.Option>
              ))}
          </Combobox.Group>
        ))}
        {found.length === 0 && <Combobox.Empty>{t('runs.nothingFound', { text: search })}</Combobox.Empty>}
      </Combobox.Options>
    </>
  )
}

function matches({ id, name, idea }: Optimizer, search: string): boolean {
  const text = `${id} ${name} ${idea}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
