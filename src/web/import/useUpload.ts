/** Sends files one after another, with the choices in the import page's address, and opens the result: the file's own page, or the list where there were several. */
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api } from '../data/api.ts';
import { queryClient } from '../data/queries.ts';
import { paths } from '../paths.ts';
import { readSaidOfFile } from './said-of-file.ts';

export function useUpload() {
  const router = useRouter();
  return useMutation({
    mutationKey: ['upload'],
    mutationFn: async (files: File[]) => {
      const batches: string[] = [];
      const { pathname, search } = router.state.location;
      const said = pathname === paths.imports() ? readSaidOfFile(search) : {};
      for (const file of files) batches.push((await api.upload({ file, ...said })).id);
      return batches;
    },
    onSuccess: async (batches) => {
      const [only, ...others] = batches;
      if (only) await router.navigate({ href: others.length === 0 ? paths.batch(only) : paths.imports() });
    },
    // Also after a failure: files before the one that failed have arrived.
    onSettled: () => Promise.all([['batches'], ['sources']].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}
