/** The whole page accepts a dropped file, whatever is on it. */
import { Overlay, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { m } from '../../../messages/compiled/messages.js';
import { ImportIcon } from '../ui/icons.tsx';
import { useUpload } from './useUpload.ts';

export function DropAnywhere() {
  const [over, setOver] = useState(false);
  const { mutate } = useUpload();
  // Entering a child leaves its parent: only the count shows whether the file is still over the page.
  const depth = useRef(0);

  useEffect(() => {
    const track = (change: number) => (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current = Math.max(0, depth.current + change);
      setOver(depth.current > 0);
    };
    const enter = track(1);
    const leave = track(-1);
    const hover = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) mutate(files);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [mutate]);

  if (!over) return null;
  return (
    <Overlay fixed blur={3} backgroundOpacity={0.75} color="#0a5b5f" zIndex={400} center style={{ pointerEvents: 'none' }}>
      <Stack align="center" c="white" gap="xs">
        <ImportIcon size={56} />
        <Title order={2}>{m.drop_here_title()}</Title>
        <Text>{m.drop_formats()}</Text>
      </Stack>
    </Overlay>
  );
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
