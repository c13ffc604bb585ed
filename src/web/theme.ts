/** The look: one accent (petrol, which is also growth), a warm ramp for money at risk, system fonts, light and dark by the system. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#e9f6f6',
  '#d0eaea',
  '#a3d5d6',
  '#72bfc1',
  '#4aabae',
  '#2d9a9e',
  '#178589',
  '#0d7075',
  '#0a5b5f',
  '#06474b',
];
const risk: MantineColorsTuple = [
  '#fdf1ea',
  '#fadfce',
  '#f4bd9d',
  '#ee9868',
  '#e97b40',
  '#d9622a',
  '#c2511c',
  '#a54315',
  '#873612',
  '#6a2a0f',
];
const dark: MantineColorsTuple = [
  '#e4e7ea',
  '#c3c9ce',
  '#a3abb2',
  '#7e8790',
  '#3c444b',
  '#2f363c',
  '#20262b',
  '#171b1f',
  '#111518',
  '#0b0e10',
];

export const theme = createTheme({
  colors: { accent, risk, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  fontFamily: '"Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", "Noto Sans", "Open Sans", sans-serif',
  headings: {
    fontFamily: '"Segoe UI Variable Display", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", "Noto Sans", "Open Sans", sans-serif',
    fontWeight: '650',
  },
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
});
