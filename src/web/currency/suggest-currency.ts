/**
 * The first suggestion for a company's currency that is not named: that of its files, else that of the user's country. A
 * suggestion only: it is not used until a person confirms it.
 */
import { currencies } from '../../core/currencies.ts';

/** `language`: the interface's. `browser`: the languages of navigator, the preferred first. Null without any evidence. */
export function suggestCurrency({
  named,
  language,
  browser,
}: {
  named: readonly string[];
  language: string;
  browser: readonly string[];
}): string | null {
  return named[0] ?? currencyOf(regionOf(language, browser));
}

/** Of a browser that speaks the interface's language the country that it names; else where that language is spoken most. */
function regionOf(language: string, browser: readonly string[]): string | undefined {
  const told = browser.map((tag) => new Intl.Locale(tag)).find((locale) => locale.language === language && locale.region !== undefined);
  return told?.region ?? new Intl.Locale(language).maximize().region;
}

/** Most codes begin with their country's; the others are here. */
function currencyOf(region: string | undefined): string | null {
  if (region === undefined) return null;
  const shared = Object.entries(countries).find(([, members]) => members.split(' ').includes(region));
  return shared?.[0] ?? currencies.find((code) => code.startsWith(region)) ?? null;
}

const countries = {
  EUR: 'AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT',
  USD: 'AS BQ EC FM GU IO MH MP PR PW SV TC TL UM US VG VI',
  GBP: 'GB GG IM JE',
  CHF: 'CH LI',
  DKK: 'DK FO GL',
  NOK: 'BV NO SJ',
  AUD: 'AU CC CX HM KI NF NR TV',
  NZD: 'CK NU NZ PN TK',
  MAD: 'EH MA',
  ILS: 'IL PS',
  XAF: 'CF CG CM GA GQ TD',
  XOF: 'BF BJ CI GW ML NE SN TG',
  XPF: 'NC PF WF',
  XCD: 'AG AI DM GD KN LC MS VC',
  XCG: 'CW SX',
};
