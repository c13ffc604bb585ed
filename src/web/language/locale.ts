/** The language of the pages: remembered in this browser, else the browser's own. Changing it redraws; it never reloads the page. */
import { useSyncExternalStore } from 'react';
import { getLocale, locales, setLocale, type Locale } from '../../../messages/compiled/runtime.js';

export { locales, type Locale };

/** Each language in its own words: a person looking for it may not read the present one. */
export const languageNames: Record<Locale, string> = { ru: 'Русский', uk: 'Українська', en: 'English' };

const listeners = new Set<() => void>();

export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, getLocale);
}

export function speak(locale: Locale) {
  void setLocale(locale, { reload: false });
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
