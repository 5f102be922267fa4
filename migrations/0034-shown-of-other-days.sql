-- The knowledge index and the sites on call of two days can be subtracted like those of two versions: one name now holds
-- them of every day. What was shown under the names of single days goes under it. Where two days had the same counts, the
-- table shown first is shown again; the others still stand for what was seen, under fingerprints no counts have.

-- The owner of the table has no policy.
alter table executive_shown no force row level security;
insert into executive_shown (organisation_id, figure, part, fingerprint, content, shown_at)
select organisation_id, name, part,
	case when place = 1 then fingerprint else encode(sha256(convert_to(fingerprint || figure, 'UTF8')), 'hex') end,
	content, shown_at
from (
	select named.*, row_number() over (
		partition by organisation_id, name, part, fingerprint order by shown_at, figure
	) as place
	from (
		select *, regexp_replace(figure, '^(on call |knowledge retained )\[("\d{4}-\d\d-\d\d",)+', '\1[') as name
		from executive_shown
	) as named
	where name <> figure
) as renamed
on conflict do nothing;
delete from executive_shown where figure ~ '^(on call |knowledge retained )\["\d{4}-\d\d-\d\d",';
alter table executive_shown force row level security;
