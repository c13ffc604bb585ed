/** Chooses the view by the session: the first visit, the sign-in, or the program. */
import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { m } from '../../../messages/compiled/messages.js';
import { sessionQuery } from '../data/queries.ts';
import { Shell } from '../shell/Shell.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { FirstVisit } from './FirstVisit.tsx';
import { SignIn } from './SignIn.tsx';

export function Gate() {
  const session = useQuery(sessionQuery);
  if (session.isError)
    return (
      <Center p="xl">
        <ProblemNote problem={problemOf(session.error)} />
      </Center>
    );
  if (!session.data)
    return (
      <Center mih="100dvh">
        <Loader aria-label={m.shell_loading()} />
      </Center>
    );
  if (session.data.state === 'no_owner') return <FirstVisit />;
  if (session.data.state === 'signed_out') return <SignIn />;
  return <Shell session={session.data} />;
}
