/** "Drop your sales file here", and a button for those who would rather choose. */
import { Button, FileButton, Stack, Text, Title } from '@mantine/core';
import { m } from '../../../messages/compiled/messages.js';
import { ImportIcon } from '../ui/icons.tsx';
import { ProblemNote, problemOf } from '../ui/ProblemNote.tsx';
import { useUpload } from './useUpload.ts';
import css from './DropZone.module.css';

/** `grand`: the first thing on an empty overview; otherwise a strip above the list of files. */
export function DropZone({ grand = false }: { grand?: boolean }) {
  const upload = useUpload();
  return (
    <Stack gap="sm">
      <div className={`${css.zone} ${grand ? css.grand : ''}`}>
        <span className={css.sign}>
          <ImportIcon size={grand ? 40 : 28} />
        </span>
        <div className={css.words}>
          <Title order={2} fz={grand ? 24 : 18}>
            {m.drop_title()}
          </Title>
          <Text c="dimmed" size={grand ? 'md' : 'sm'} mt={2}>
            {m.drop_formats()}
          </Text>
        </div>
        <FileButton
          multiple
          onChange={(files) => files.length > 0 && upload.mutate(files)}
          accept=".xlsx,.xls,.ods,.fods,.xml,.htm,.html,.mht,.mhtml,.csv,.tsv,.txt,.zip,.gz"
        >
          {(button) => (
            <Button {...button} size={grand ? 'md' : 'sm'} loading={upload.isPending}>
              {m.drop_choose()}
            </Button>
          )}
        </FileButton>
      </div>
      {upload.isError && <ProblemNote problem={problemOf(upload.error)} />}
    </Stack>
  );
}
