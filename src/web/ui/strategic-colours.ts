/** The inks of Peppers and Rogers' tiers: one place for the picture, its key and the lists. */
import type { StrategicTier } from '../data/shapes.ts';

export const strategicColours: Record<StrategicTier, string> = {
  most_valuable: 'var(--vip)',
  most_growable: 'var(--payments)',
  migrator: 'var(--prospect)',
  below_zero: 'var(--risk)',
};
