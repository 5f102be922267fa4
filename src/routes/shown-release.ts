import type { Language } from '#lib/messages/language.ts';
import type { StoredRelease } from '#lib/server/releases.ts';
import { releaseEventId } from './release-facts.ts';
import { releaseTables, type CaptionedTable } from './release-tables.ts';

/** A release as a page shows it. */
export interface ShownRelease {
	id: string;
	title: string;
	asked: number;
	silence: string;
	/** Smallest count in it. */
	threshold: number;
	tables: CaptionedTable[];
	withheld: number;
	isGiven: boolean;
	/** Path below which its files are. */
	files: string;
	/** Its id among the events of a comparison. */
	eventId: string;
}

/** A release with what its page says about it; `folder` is the path of its page without its id. */
export function shownRelease(release: StoredRelease, folder: string, language: Language): ShownRelease {
	const { id, title, threshold, content, isGiven } = release;
	return {
		...{ id, title, isGiven, threshold, asked: content.asked, withheld: content.withheld.length },
		silence: language.t(`reading.silence.${content.silenceRule}`),
		// Several releases stand on one page: no two of its tables have the same name.
		tables: releaseTables(content, language).map((each) => ({ ...each, caption: `${title} · ${each.caption}` })),
		files: `${folder}/${id}`,
		eventId: releaseEventId(id)
	};
}
