// The run's colour; a click chooses another.
import { ColorPicker, Popover, TextInput, UnstyledButton } from '@mantine/core'
import { memo } from 'react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { setRunField } from '../edits.ts'
import { palette } from '../run-palette.ts'
import { useDraft } from '../use-draft.ts'
import { useEditRuns } from './runs-host.tsx'

interface ColorButtonProps {
  readonly index: number
  readonly color: string
  readonly name: string
}


export const ColorButton = memo(function ColorButton({ index, color, dash, name }: ColorButtonProps & { readonly dash: readonly number[] }): ReactNode {
  const t = useT()
  return (
    <Popover position="bottom-start" width={220} trapFocus>
      <Popover.Target>
        <UnstyledButton className="swatch" aria-label={t('runs.color', { run: name })} title={t('runs.color', { run: name })}>
          <svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true" focusable="false">
            <path d="M2 7h22" stroke={color} strokeWidth="4" strokeDasharray={dash.join(' ')} />
          </svg>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ColorMenu index={index} color={color} name={name} />
      </Popover.Dropdown>
    </Popover>
  )
})

function ColorMenu({ index, color, name }: ColorButtonProps): ReactNode {
  const t = useT()
  const edit = useEditRuns()
  const set = (next: string): ReturnType<typeof edit> => edit(setRunField(index, 'color', next))
  const draft = useDraft(color, (text) => set(text.trim()), (text) => text.trim())
  return (
    <div className="color-menu">
      <ColorPicker
        fullWidth
        size="xs"
        format="hex"
        value={color}
        swatches={[...palette]}
        swatchesPerRow={7}
        saturationLabel={t('runs.saturation')}
        hueLabel={t('runs.hue')}
        onChange={set}
      />
      <TextInput
        label={t('runs.color', { run: name })}
        value={draft.text}
        error={draft.error?.text}
        onChange={(event) => draft.change(event.currentTarget.value)}
        onBlur={draft.leave}
      />
    </div>
  )
}
