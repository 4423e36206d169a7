import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import classes from './theme.module.css';

/** Mantine wants ten shades of a colour; ours has one value a theme, which the tokens switch. */
function singleShade(token: string): MantineColorsTuple {
  const shade = `var(${token})`;
  return [shade, shade, shade, shade, shade, shade, shade, shade, shade, shade];
}

const solid = { border: '1px solid transparent' };

/** Fills of buttons by the tokens: `filled` is ink, `light` with colour `rojo` is for what destroys. */
const variantColors: VariantColorsResolver = (input) => {
  if (input.variant === 'filled') {
    const accent = input.color === 'accent';
    return {
      ...solid,
      background: accent ? 'var(--accent)' : 'var(--primary)',
      hover: accent ? 'var(--accent-ink)' : 'var(--primary-hover)',
      color: accent ? 'var(--on-accent)' : 'var(--on-primary)',
    };
  }
  if (input.variant === 'subtle') {
    return { ...solid, background: 'transparent', hover: 'var(--hover)', color: 'var(--ink-2)' };
  }
  if (input.variant === 'light') {
    const tone = input.color === 'rojo' ? 'rojo' : 'accent';
    const ground = `var(--${tone}-soft)`;
    return { ...solid, background: ground, hover: ground, color: `var(--${tone}-ink)` };
  }
  return defaultVariantColorsResolver(input);
};

const buttonSizes: Record<string, [height: string, padding: string, size: string]> = {
  xs: ['var(--h-sm)', '9px', 'var(--t-sm)'],
  sm: ['var(--h)', '12px', 'var(--t-base)'],
  lg: ['max(var(--h-lg), var(--h))', '16px', '13.5px'],
};

const heights: Record<string, string> = { xs: 'var(--h-sm)', sm: 'var(--h)', lg: '40px' };

const field = { defaultProps: { size: 'sm', inputWrapperOrder: ['label', 'input', 'error', 'description'] } };

/**
 * Defaults of components by name, as plain objects: `Select.extend` would bring the component's code into the
 * first route.
 */
const components = {
  Button: {
    defaultProps: { size: 'sm' },
    vars: (_theme: unknown, { size }: { size?: string }) => {
      const [height, padding, text] = buttonSizes[size ?? 'sm'] ?? ['', '', ''];
      return {
        root: height ? { '--button-height': height, '--button-padding-x': padding, '--button-fz': text } : {},
      };
    },
    styles: { root: { fontWeight: 'var(--w-med)' } },
  },
  ActionIcon: {
    defaultProps: { variant: 'subtle', size: 'md' },
    vars: () => ({ root: { '--ai-size-md': 'var(--h-sm)', '--ai-radius': 'var(--r-2)' } }),
  },
  Input: {
    vars: (_theme: unknown, { size }: { size?: string }) => ({
      wrapper: {
        '--input-height': heights[size ?? 'sm'] ?? 'var(--h)',
        '--input-bd': 'var(--line-control)',
        '--input-bd-focus': 'var(--accent)',
      },
    }),
    classNames: { input: classes.input },
  },
  InputWrapper: {
    styles: {
      label: { fontSize: 'var(--t-sm)', fontWeight: 'var(--w-med)', color: 'var(--ink-2)', marginBottom: 5 },
      description: { fontSize: '11.5px', color: 'var(--ink-3)', marginTop: 5 },
      error: { fontSize: '11.5px', color: 'var(--rojo-ink)', fontWeight: 'var(--w-med)', marginTop: 5 },
    },
  },
  TextInput: field,
  NumberInput: field,
  PasswordInput: field,
  Textarea: field,
  Select: { defaultProps: { ...field.defaultProps, allowDeselect: false, checkIconPosition: 'right' } },
  Combobox: { classNames: { option: classes.option } },
  // The placeholder would be a child that the role menu does not allow; the first item takes the focus instead.
  Menu: {
    defaultProps: { shadow: 'lg', radius: 'md', width: 220, withInitialFocusPlaceholder: false },
  },
  Modal: {
    defaultProps: { radius: 'lg', shadow: 'lg', centered: true },
    styles: { title: { fontSize: '15px', fontWeight: 'var(--w-semi)', letterSpacing: '-0.012em' } },
  },
  Checkbox: { defaultProps: { color: 'accent', iconColor: 'var(--on-accent)', size: 'xs', radius: 'xs' } },
  Switch: { defaultProps: { color: 'accent', withThumbIndicator: false } },
  SegmentedControl: { styles: { root: { background: 'var(--sunken)' } } },
  Notification: { classNames: { root: classes.snack } },
  Tooltip: { defaultProps: { openDelay: 400 } },
};

export const theme = createTheme({
  primaryColor: 'ink',
  colors: { ink: singleShade('--primary'), accent: singleShade('--accent'), rojo: singleShade('--rojo-ink') },
  white: '#ffffff',
  black: '#1e1c19',
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.5', xl: '1.5' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '24px' },
  shadows: {
    xs: 'var(--shadow-1)',
    sm: 'var(--shadow-1)',
    md: 'var(--shadow-2)',
    lg: 'var(--shadow-3)',
    xl: 'var(--shadow-3)',
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver: variantColors,
  components,
});

/** Mantine's ten greys of one theme, each by a token of ours. */
function scale(name: 'gray' | 'dark', tokens: string[]): Record<string, string> {
  return Object.fromEntries(
    tokens.map((token, shade) => [`--mantine-color-${name}-${shade}`, `var(--${token})`]),
  );
}

/** Mantine's own variables from our tokens. The same in both themes: the tokens change underneath. */
const mapped = {
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-body': 'var(--raised)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-error': 'var(--rojo-ink)',
  '--mantine-color-success': 'var(--verde-ink)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-contrast': 'var(--on-primary)',
  '--mantine-primary-color-filled': 'var(--primary)',
  '--mantine-primary-color-filled-hover': 'var(--primary-hover)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--selected)',
  '--mantine-primary-color-light-color': 'var(--accent-ink)',
  '--mantine-color-ink-filled': 'var(--primary)',
  '--mantine-color-accent-filled': 'var(--accent)',
  ...scale('gray', [
    'hover',
    'sunken',
    'line',
    'line-strong',
    'line-control',
    'line-control',
    'ink-3',
    'ink-2',
    'ink',
    'ink',
  ]),
  ...scale('dark', [
    'ink',
    'ink-2',
    'ink-3',
    'ink-3',
    'line-control',
    'line-strong',
    'sunken',
    'raised',
    'surface',
    'canvas',
  ]),
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: mapped, dark: mapped });
