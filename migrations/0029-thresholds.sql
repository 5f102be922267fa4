-- The smallest count that executives and researchers see was the same everywhere. An administrator may ask for more,
-- never for less than 5 and 10; counts for researchers are rounded to five, and so is theirs.

alter table organisation
	add column executive_threshold smallint not null default 5 check (executive_threshold between 5 and 100),
	add column research_threshold smallint not null default 10
		check (research_threshold between 10 and 100 and research_threshold % 5 = 0);
