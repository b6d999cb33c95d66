package com.partsportal.planted.backwards.invitation;

import com.partsportal.planted.backwards.customer.Customer;

record KnowsItsCustomer(Customer customer) {}
