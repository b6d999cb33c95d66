-- The countries of a company's addresses, as ISO 3166-1 has them; null where none was chosen.
alter table company add column shipping_country text check (shipping_country ~ '^[A-Z]{2}$');
alter table company add column billing_country text check (billing_country ~ '^[A-Z]{2}$');
alter table company_change drop constraint company_change_field_check;
alter table company_change add constraint company_change_field_check check (field in ('companyName', 'phone', 'shippingAddress',
    'shippingCountry', 'billingAddress', 'billingCountry', 'taxId'));
