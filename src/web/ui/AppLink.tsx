/** A real link (it can be copied and opened in a tab) that moves inside the program without loading the page again. */
import { Anchor, type AnchorProps } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

interface AppLinkProps extends AnchorProps {
  href: string;
  children: ReactNode;
  /** A file from the server: the browser follows the link without the router. */
  outside?: boolean;
  'aria-label'?: string;
  'aria-current'?: 'page' | undefined;
  tabIndex?: number;
  title?: string;
}

export function AppLink({ href, children, outside = false, ...rest }: AppLinkProps) {
  const follow = useFollow();
  return (
    <Anchor inherit href={href} onClick={outside ? undefined : (event: MouseEvent<HTMLAnchorElement>) => follow(event, href)} {...rest}>
      {children}
    </Anchor>
  );
}

/** For things that are links but look otherwise: buttons, rows. */
export function useFollow() {
  const router = useRouter();
  return (event: MouseEvent, href: string) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate({ href });
  };
}
