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
