/**
 * Tells windows-1251 from ibm866 by how common the letters are that each reading gives.
 * Frequencies of one letter suffice: a text read in the wrong one turns into box drawing and rare letters.
 */
export function cyrillicEncoding(buffers: Buffer[]): 'windows-1251' | 'ibm866' {
  const counts = new Float64Array(256);
  for (const buffer of buffers) for (const byte of buffer) counts[byte]!++;

  let windows = 0;
  let dos = 0;
  for (let byte = 0x80; byte < 0x100; byte++) {
    windows += counts[byte]! * windowsWeights[byte]!;
    dos += counts[byte]! * dosWeights[byte]!;
  }
  // On equal evidence the newer of the two: DOS programs are few.
  return dos > windows ? 'ibm866' : 'windows-1251';
}

/**
 * Letters from common to rare, Russian with the Ukrainian ones where they stand in Ukrainian texts. Only the order matters,
 * so the weights fall evenly.
 */
const lettersByFrequency = 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґъё';

const windowsWeights = weights('windows-1251');
const dosWeights = weights('ibm866');

function weights(encoding: 'windows-1251' | 'ibm866'): Float64Array {
  const text = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Float64Array.from({ length: 256 }, (_, byte) => weight(text[byte]!));
}

function weight(character: string): number {
  const rank = lettersByFrequency.indexOf(character.toLowerCase());
  if (rank >= 0) {
    const common = 2 - (1.5 * rank) / lettersByFrequency.length;
    return character === character.toLowerCase() ? common : 0.6 * common;
  }
  // Signs that both kinds of texts use: spaces in numbers, quotation marks, dashes, №.
  if ('\u00a0«»“”„’№–—…°·'.includes(character)) return 0.2;
  return -2;
}
