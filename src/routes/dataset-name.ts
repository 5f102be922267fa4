import type { Translate } from '#lib/messages/messages.ts';

/** The name of a dataset as people read it: one that only repeats the id of its kind reads as the kind is called. */
export function datasetName(t: Translate, dataset: { kind: string; name: string }): string {
	return dataset.name === dataset.kind ? t(`data.kind-${dataset.kind}`) : dataset.name;
}
