// Mantine's theme: dense, system fonts, the same few greys as app.css. Colours are chosen for AA contrast in both schemes.
import { createTheme } from '@mantine/core'
import type { MantineColorsTuple } from '@mantine/core'

/** Shade 7 on white and white on shade 7: 5.5:1; shade 3 on the dark panel: above 7:1. */
const teal: MantineColorsTuple = [
  '#e6f5f6', '#cfe9eb', '#a3d5d9', '#76c1c7', '#45a6ae', '#218b95', '#127782', '#0b6b75', '#08565e', '#043f46',
]

/** Mantine's dark greys, in the hue of the plots. 7 is the page, 6 an input, 4 a border, 0 the text. */
const dark: MantineColorsTuple = [
  '#dde4ea', '#b6c1cb', '#9aa7b4', '#75828f', '#3a4550', '#2c353f', '#1f262d', '#181d23', '#12161b', '#0c0f13',
]

export const theme = createTheme({
  colors: { teal, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.78rem', sm: '0.84rem', md: '0.92rem', lg: '1.05rem', xl: '1.2rem' },
  spacing: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    Button: { defaultProps: { size: 'compact-sm', variant: 'default' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Popover: { defaultProps: { shadow: 'md', withinPortal: true } },
    Select: { defaultProps: { size: 'xs' } },
    Slider: { defaultProps: { size: 4, thumbSize: 14 } },
    Switch: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 350, multiline: true, maw: 300, fz: 'xs', events: { hover: true, focus: true, touch: false } } },
  },
})
