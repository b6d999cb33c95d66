-- The module of imports has messages of its own.
update customer_import_row set words = replace(words, 'customer.import.', 'customerimport.') where words like 'customer.import.%';
