-- How many cards a column shows is nobody's choice: further ones come as one scrolls.
alter table board_columns drop column card_limit;
