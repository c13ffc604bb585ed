/** Long work that a page starts: its progress, its result, and a way to stop it. Changed data is requested again. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from './api.ts';
import { forgetFigures, isFinished, jobQuery } from './queries.ts';
import type { Job } from './shapes.ts';

export interface Work<Input> {
  start: (input: Input) => void;
  starting: boolean;
  /** Why it was not even begun. */
  refused: Error | null;
  working: boolean;
  job: Job | undefined;
  cancel: () => void;
  cancelling: boolean;
}

export function useJob<Input>(begin: (input: Input) => Promise<{ jobId: string }>): Work<Input> {
  const started = useMutation({ mutationFn: begin });
  const jobId = started.data?.jobId ?? null;
  const cancel = useMutation({ mutationFn: () => api.cancelJob(jobId ?? '') });
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null });
  const done = job.data?.state === 'done';
  useEffect(() => {
    if (done) void forgetFigures();
  }, [done]);
  return {
    start: started.mutate,
    starting: started.isPending,
    refused: started.error,
    working: jobId !== null && (job.data === undefined || !isFinished(job.data)),
    job: job.data,
    cancel: () => cancel.mutate(),
    cancelling: cancel.isPending,
  };
}
