package com.partsportal.violation.backwards.invitation;

import com.partsportal.violation.backwards.customer.Customer;

record KnowsItsCustomer(Customer customer) {}
