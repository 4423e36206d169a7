-- For whom a team is meant, where its name does not say it: a blueprint brings teams, but no people.
alter table teams add column note text not null default '';
