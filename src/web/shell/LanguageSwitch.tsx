/** Russian, Ukrainian, English: each named in itself. */
import { Button, Menu } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { languageNames, locales, speak, useLocale } from '../language/locale.ts';
import { CheckIcon, LanguageIcon } from '../ui/icons.tsx';

export function LanguageSwitch() {
  const spoken = useLocale();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          px="xs"
          c="var(--ink-soft)"
          leftSection={<LanguageIcon />}
          aria-label={`${m.shell_language()}: ${spoken.toUpperCase()}, ${languageNames[spoken]}`}
        >
          {spoken.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['ru', 'uk', 'en'] as const)
          .filter((locale) => locales.includes(locale))
          .map((locale) => (
            <Menu.Item
              key={locale}
              lang={locale}
              onClick={() => speak(locale)}
              rightSection={locale === spoken ? <CheckIcon size={14} /> : null}
            >
              {languageNames[locale]}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
