/** The first visit: the first user of a new program becomes its owner. */
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { api } from '../data/api.ts';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { Door } from './Door.tsx';
import { enter } from './enter.ts';

const shortestPassword = 8;

export function FirstVisit() {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const create = useMutation({ mutationFn: api.createOwner, onSuccess: enter });
  const tooShort = password !== '' && password.length < shortestPassword;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (password.length >= shortestPassword) create.mutate({ name: name.trim(), email: email.trim(), password });
  }

  return (
    <Door title={m.first_visit_title()} lead={m.first_visit_lead()}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={m.session_name()}
            autoComplete="name"
            required
            autoFocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            withAsterisk={false}
          />
          <TextInput
            label={m.session_email()}
            type="email"
            autoComplete="email"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            withAsterisk={false}
          />
          <PasswordInput
            label={m.session_password()}
            description={m.first_visit_password_rule()}
            autoComplete="new-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={tooShort ? m.first_visit_password_short() : null}
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': m.session_show_password() }}
          />
          {create.isError && <ProblemNote problem={problemOf(create.error)} />}
          <Button type="submit" size="md" loading={create.isPending} fullWidth>
            {m.first_visit_button()}
          </Button>
        </Stack>
      </form>
    </Door>
  );
}
