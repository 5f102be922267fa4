const BREAKS = /[\s\p{Cc}\p{Bidi_Control}]+/gu;
const OF_ADDRESSES = /[./\\:@。．｡／：＠](?=\S)/gu;

/**
 * The name of an organisation as a mail may quote it: on one line, and with a space behind every sign by which mail
 * programs take words for an address. Whoever names an organisation must not write a second link into our mails.
 *
 * @example 'Booking.com' is 'Booking. com', 'Acme S.A.' is 'Acme S. A.'
 */
export function nameWithoutLink(name: string): string {
	return name.replace(BREAKS, ' ').replace(OF_ADDRESSES, '$& ');
}

const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu;
// A point or a colon between two digits is of a number or of a time of day.
const OF_ADDRESSES_IN_WORDS = /[/\\@。．｡／：＠](?=\S)|(?<!\d)[.:](?=\S)|[.:](?=[^\s\d])/gu;

/**
 * A sentence that quotes names from data, as a mail may hold it: on one line and without addresses, like
 * `nameWithoutLink`, but numbers and times stay as they are.
 *
 * @example '64.0% of evil.example at 17:00' is '64.0% of evil. example at 17:00'
 */
export function sentenceWithoutLink(text: string): string {
	return text.replace(UNSEEN, ' ').replace(OF_ADDRESSES_IN_WORDS, '$& ');
}
