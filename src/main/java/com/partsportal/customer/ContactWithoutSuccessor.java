package com.partsportal.customer;

import com.partsportal.company.CompanyId;

/**
 * Published in the transaction in which the primary contact's place in the company ended and nobody could follow: the
 * record keeps its address, and support has to find somebody.
 */
public record ContactWithoutSuccessor(CustomerId customer, CompanyId company) {}
