// A button that is an icon; its name is also its tooltip.
import { ActionIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { Hint } from '../fields/Hint.tsx'
import { Icon } from '../icons.tsx'
import type { IconName } from '../icons.tsx'

interface ToolButtonProps {
  readonly icon: IconName
  readonly label: string
  readonly onClick: () => void
  readonly disabled?: boolean
}

export function ToolButton({ icon, label, onClick, disabled }: ToolButtonProps): ReactNode {
  return (
    <Hint text={label}>
      <ActionIcon aria-label={label} onClick={onClick} disabled={disabled === true}>
        <Icon name={icon} />
      </ActionIcon>
    </Hint>
  )
}
