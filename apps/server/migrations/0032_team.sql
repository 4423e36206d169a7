-- Open tickets that somebody handles at once; null: nobody said how many.
alter table agents add column open_max integer check (open_max > 0);
