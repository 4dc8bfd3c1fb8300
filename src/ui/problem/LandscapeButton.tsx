// What the race runs on, with its picture; opens the picker.
import { UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import { landscapeById } from '../../catalog/landscapes/registry.ts'
import { useT, useText } from '../../i18n/react.ts'
import type { OwnLandscape } from '../../scenario/types.ts'
import { without } from '../edits.ts'
import { Icon } from '../icons.tsx'
import { useAppData } from '../store-context.tsx'
import { useEditOrTell } from '../use-edit.ts'
import { useOpening } from '../use-opening.ts'
import { ownFrom } from './own-landscape.ts'
import { Thumbnail } from './Thumbnail.tsx'

const LandscapePicker = lazy(async () => ({ default: (await import('./LandscapePicker.tsx')).LandscapePicker }))

export function LandscapeButton(): ReactNode {
  const t = useT()
  const say = useText()
  const { opened, wanted, open, close } = useOpening()
  const landscape = useAppData((state) => state.scenario.landscape)
  const constants = useAppData((state) => state.scenario.constants)
  const edit = useEditOrTell()
  // The last own formula, so that looking at a built-in one does not lose it.
  const [kept, setKept] = useState<OwnLandscape | null>(null)
  const own = typeof landscape === 'string' ? null : landscape
  const known = typeof landscape === 'string' ? landscapeById.get(landscape) : undefined
  const name = known === undefined ? t('problem.ownName') : say(known.name)

  const choose = (id: string): void => {
    close()
    const next = landscapeById.get(id)
    if (next === undefined) return
    if (own !== null) setKept(own)
    edit((scenario) => ({ ...without(scenario, 'constants'), landscape: id, start: next.start }))
  }
  const chooseOwn = (): void => {
    close()
    if (own !== null) return
    const from = known === undefined ? null : ownFrom(known, constants ?? {})
    const next = kept ?? from
    if (next !== null) edit((scenario) => ({ ...without(scenario, 'constants'), landscape: next }))
  }
  return (
    <>
      <UnstyledButton
        className="landscape-button"
        aria-haspopup="dialog"
        aria-label={t('problem.choose', { name })}
        onClick={open}
      >
        <Thumbnail
          formula={known?.formula ?? own?.formula ?? ''}
          constants={known?.constants ?? []}
          domain={known?.domain ?? own?.domain ?? null}
        />
        <span className="landscape-name">{name}</span>
        <Icon name="down" size={14} />
      </UnstyledButton>
      <Suspense>
        {wanted && <LandscapePicker opened={opened} current={typeof landscape === 'string' ? landscape : null} close={close} choose={choose} chooseOwn={chooseOwn} />}
      </Suspense>
    </>
  )
}
