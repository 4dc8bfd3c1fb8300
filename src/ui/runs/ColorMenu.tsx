// Any colour for a run, or one of those that suit the plots: a chunk of its own, loaded when it is opened.
import { ColorPicker, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { setRunField } from '../edits.ts'
import { palette } from '../run-palette.ts'
import { useDraft } from '../use-draft.ts'
import type { ColorButtonProps } from './ColorButton.tsx'
import { useEditRuns } from './runs-host.tsx'

export function ColorMenu({ index, color, name }: ColorButtonProps): ReactNode {
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
        error={draft.message}
        onChange={(event) => draft.change(event.currentTarget.value)}
        onBlur={draft.leave}
      />
    </div>
  )
}
