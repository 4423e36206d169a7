-- Why somebody made an organisation though others are like it (W5); null where none was, or where nobody made it by hand.
alter table organizations add column made_because text;
