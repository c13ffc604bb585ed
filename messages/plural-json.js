/**
 * Reads messages/{locale}.json for Paraglide: one flat file per language, written so that a translator needs no manual.
 *
 *   "nav_customers": "Customers"
 *   "card_title": "{name}, {city}"
 *   "customers_found": { "one": "{count} customer", "other": "{count} customers" }
 *
 * The forms of a plural are those of the language (Intl.PluralRules), chosen by `{count}`, which is printed as the language writes
 * numbers. inlang's own plugin is fetched from a CDN when compiling and spells a plural in six lines; this one works offline.
 * It writes nothing back.
 */
const categories = ['zero', 'one', 'two', 'few', 'many', 'other'];
const selector = 'countCategory';

export default {
  key: 'clientele.pluralJson',
  toBeImportedFiles: ({ settings }) => settings.locales.map((locale) => ({ locale, path: `./${locale}.json` })),
  importFiles: ({ files }) => {
    const bundles = new Map();
    const messages = [];
    const variants = [];
    for (const file of files) {
      for (const [id, value] of Object.entries(JSON.parse(new TextDecoder().decode(file.content)))) {
        const plural = typeof value === 'object';
        const forms = plural ? Object.entries(value) : [[null, value]];
        for (const [category] of forms) {
          if (plural && !categories.includes(category)) throw new Error(`${file.locale}.json: ${id} has no plural form "${category}"`);
        }
        const names = new Set(forms.flatMap(([, text]) => inputsOf(text)));
        if (plural) names.add('count');
        bundles.set(id, merge(bundles.get(id), { names, plural }));
        messages.push({ bundleId: id, locale: file.locale, selectors: plural ? [{ type: 'variable-reference', name: selector }] : [] });
        for (const [category, text] of forms) {
          // The catch-all must be the last to match: "other" carries whatever the language has no form for.
          const matches = !plural ? [] : [category === 'other' ? { type: 'catchall-match', key: selector } : { type: 'literal-match', key: selector, value: category }];
          variants.push({ messageBundleId: id, messageLocale: file.locale, matches, pattern: patternOf(text, plural) });
        }
      }
    }
    return { bundles: [...bundles].map(([id, bundle]) => ({ id, declarations: declarationsOf(bundle) })), messages, variants };
  },
};

function merge(known, { names, plural }) {
  return known ? { names: new Set([...known.names, ...names]), plural: known.plural || plural } : { names, plural };
}

function declarationsOf({ names, plural }) {
  const inputs = [...names].map((name) => ({ type: 'input-variable', name }));
  return plural ? [...inputs, { type: 'local-variable', name: selector, value: call('plural') }] : inputs;
}

function inputsOf(text) {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
}

function patternOf(text, plural) {
  return text
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (!name) return { type: 'text', value: part };
      return plural && name === 'count' ? call('number') : { type: 'expression', arg: { type: 'variable-reference', name } };
    });
}

function call(name) {
  return {
    type: 'expression',
    arg: { type: 'variable-reference', name: 'count' },
    annotation: { type: 'function-reference', name, options: [] },
  };
}
