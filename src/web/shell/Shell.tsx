/** The frame around every page: navigation, language, signing out. On a phone the navigation moves to the bottom edge. */
import { Button, Group, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { queryClient } from '../data/queries.ts';
import type { Session } from '../data/shapes.ts';
import { DropAnywhere } from '../import/DropAnywhere.tsx';
import { paths } from '../paths.ts';
import { AppLink } from '../ui/AppLink.tsx';
import { ClassesIcon, CustomersIcon, ImportIcon, OverviewIcon, ProfitIcon, SignOutIcon, ValueIcon } from '../ui/icons.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { StillToCome } from './StillToCome.tsx';
import { Wordmark } from './Wordmark.tsx';
import css from './Shell.module.css';

export function Shell({ session }: { session: Session }) {
  const router = useRouter();
  useHotkeys([['/', () => (focusSearch() ? undefined : void router.navigate({ href: paths.customers() }).then(focusSearch))]]);
  return (
    <div className={css.shell}>
      <a href="#main" className="skip-link">
        {m.shell_skip()}
      </a>
      <header className={css.header}>
        <Wordmark />
        <Places />
        <Group gap={4} wrap="nowrap" ml="auto">
          {session.program.demo && (
            <Text size="sm" c="dimmed" visibleFrom="sm">
              {m.shell_demo()}
            </Text>
          )}
          <LanguageSwitch />
          <SignOut name={session.user?.name ?? ''} />
        </Group>
      </header>
      <StillToCome />
      <main id="main" tabIndex={-1} className={css.main}>
        <Outlet />
      </main>
      <DropAnywhere />
    </div>
  );
}

function Places() {
  return (
    <nav aria-label={m.shell_navigation()} className={css.places}>
      <Place href={paths.overview()} icon={<OverviewIcon />}>
        {m.nav_overview()}
      </Place>
      <Place href={paths.customers()} icon={<CustomersIcon />}>
        {m.nav_customers()}
      </Place>
      <Place href={paths.profit()} also={paths.costs()} icon={<ProfitIcon />}>
        {m.nav_profit()}
      </Place>
      <Place href={paths.value()} icon={<ValueIcon />}>
        {m.nav_value()}
      </Place>
      <Place href={paths.classes()} icon={<ClassesIcon />}>
        {m.nav_classes()}
      </Place>
      <Place href={paths.imports()} icon={<ImportIcon />}>
        {m.nav_import()}
      </Place>
    </nav>
  );
}

/** `also`: what belongs to the place without lying under its address. */
function Place({ href, also, icon, children }: { href: string; also?: string; icon: ReactNode; children: ReactNode }) {
  const { pathname } = useLocation();
  const here = href === '/' ? pathname === '/' : pathname.startsWith(href) || pathname === also;
  return (
    <AppLink href={href} underline="never" className={css.place ?? ''} aria-current={here ? 'page' : undefined}>
      {icon}
      {children}
    </AppLink>
  );
}

function SignOut({ name }: { name: string }) {
  const signOut = useMutation({
    mutationFn: api.signOut,
    // Nothing of the last person may stay in memory for the next one.
    onSuccess: async () => {
      queryClient.clear();
      window.location.assign(paths.overview());
    },
  });
  return (
    <Button
      variant="subtle"
      color="gray"
      size="sm"
      px="xs"
      c="var(--ink-soft)"
      onClick={() => signOut.mutate()}
      aria-label={m.shell_sign_out_name({ name })}
      title={name}
    >
      <SignOutIcon />
    </Button>
  );
}

function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('input[type="search"]');
  search?.focus();
  search?.select();
  return search !== null;
}
