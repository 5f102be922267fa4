-- A release keeps the threshold it was made with. Where the organisation has raised its own since, the release is
-- withheld from every reader: made anew, the new tables and the old could be subtracted from one another.

alter table release add column threshold smallint not null default 10 check (threshold between 10 and 100);
