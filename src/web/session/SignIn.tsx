/** Coming back. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Door } from './Door.tsx';
import { enter } from './enter.ts';

export function SignIn() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({ mutationFn: api.signIn, onSuccess: enter });

  function submit(event: FormEvent) {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password });
  }

  return (
    <Door title={m.sign_in_title()} lead={m.sign_in_lead()}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={m.session_email()}
            type="email"
            autoComplete="email"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            withAsterisk={false}
          />
          <PasswordInput
            label={m.session_password()}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': m.session_show_password() }}
          />
          {signIn.isError && <ProblemNote problem={problemOf(signIn.error)} />}
          <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
            {m.sign_in_button()}
          </Button>
        </Stack>
      </form>
    </Door>
  );
}
