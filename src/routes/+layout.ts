import { formatter } from '#lib/format.ts';
import { translator, type MessageAreas } from '#lib/messages/messages.ts';
import { areasOf } from './message-areas.ts';
import type { LayoutLoad } from './$types';

const files = import.meta.glob<Record<string, unknown>>('../lib/messages/*/*.json', { import: 'default' });

export const load: LayoutLoad = async ({ data, route }) => {
	const loading = areasOf(route.id).flatMap((area) => {
		const load = files[`../lib/messages/${data.locale}/${area}.json`];
		return load ? [load().then((messages) => [area, messages] as const)] : [];
	});
	const areas: MessageAreas = Object.fromEntries(await Promise.all(loading));
	const language = { locale: data.locale, t: translator(data.locale, areas), format: formatter(data.locale) };
	return { ...data, language };
};
