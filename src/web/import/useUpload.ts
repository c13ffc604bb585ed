/** Sends files one after another and opens what came of it: the file's own page, or the list where there were several. */
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api } from '../data/api.ts';
import { queryClient } from '../data/queries.ts';
import { paths } from '../paths.ts';

export function useUpload() {
  const router = useRouter();
  return useMutation({
    mutationKey: ['upload'],
    mutationFn: async (files: File[]) => {
      const batches: string[] = [];
      for (const file of files) batches.push((await api.upload(file)).id);
      return batches;
    },
    onSuccess: async (batches) => {
      const [only, ...others] = batches;
      if (only) await router.navigate({ href: others.length === 0 ? paths.batch(only) : paths.imports() });
    },
    // Also after a failure: files before the one that failed have arrived.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['batches'] }),
  });
}
