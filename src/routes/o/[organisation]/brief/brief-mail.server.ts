import type { Language } from '#lib/messages/language.ts';
import { briefMailOrganisation } from '#lib/server/brief-mail.ts';
import type { Scope } from '#lib/server/database.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { today } from '../../../today.ts';
import { briefMailText } from './brief-mail.ts';
import { briefView } from './brief-view.server.ts';

/**
 * What the brief says now, for a mail; null where no administrator allowed it, or there is nothing to say. Whoever gets
 * it, it is what executives see, of published data: a mail is read by more eyes than a page.
 */
export async function mailedBrief(organisationId: string, origin: string, language: Language): Promise<string | null> {
	const scope: Scope = { organisation: organisationId, account: null };
	const organisation = await getRuntime().database.inOrganisation(scope, (tx) => briefMailOrganisation(tx, scope));
	if (organisation === null) return null;
	const home = `${origin}/o/${organisation.slug}`;
	const reader = { scope, organisation, tier: 'executive' as const, pins: null, moment: new Map() };
	const view = await briefView(reader, new URL(`${home}/brief`), language);
	if ('missing' in view) return null;
	return briefMailText(view, { organisation: organisation.name, home, madeOn: today() }, language);
}
