/**
 * Tells windows-1251, ibm866 and KOI8 apart. Between the first two the frequencies of single letters suffice: a text read in
 * the wrong one turns into box drawing and rare letters. KOI8 gives letters for letters, so pairs of letters decide.
 */
export function cyrillicEncoding(buffers: Buffer[]): 'windows-1251' | 'ibm866' | 'koi8-u' {
  const usual = windowsOrDos(buffers);
  const [koi, other] = [commonPairs(buffers, 'koi8-u'), commonPairs(buffers, usual)];
  return koi > 0.15 && koi > 2 * other ? 'koi8-u' : usual;
}

function windowsOrDos(buffers: Buffer[]): 'windows-1251' | 'ibm866' {
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

/** Russian and Ukrainian; without нн, as which KOI8 reads every ООО of windows-1251. */
const pairs = new Set(
  'ст но то на ен ов ни ра во ко ро ре ор ан ос по ол пр ер ал от ло ли ел ва ка го ом ат ет та ит ин ле те ес ск ри ве де да ть ти ие ки мо за по ку па до ме об ма ві рі ня ії ці аш'.split(
    ' ',
  ),
);
const pairsWanted = 12;
const pairsRead = 1 << 16;

/** Share of the pairs of Cyrillic letters that are common ones; 0 where there are too few to tell. */
function commonPairs(buffers: Buffer[], encoding: 'windows-1251' | 'ibm866' | 'koi8-u'): number {
  let all = 0;
  let common = 0;
  for (const buffer of buffers) {
    const text = new TextDecoder(encoding).decode(buffer.subarray(0, pairsRead)).toLowerCase();
    for (let at = 1; at < text.length; at++) {
      if (text.charCodeAt(at) < 0x430 || text.charCodeAt(at) > 0x491 || text.charCodeAt(at - 1) < 0x430 || text.charCodeAt(at - 1) > 0x491)
        continue;
      all++;
      if (pairs.has(text.slice(at - 1, at + 1))) common++;
    }
  }
  return all < pairsWanted ? 0 : common / all;
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
