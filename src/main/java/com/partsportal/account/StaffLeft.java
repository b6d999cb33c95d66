package com.partsportal.account;

/** Somebody of the portal's staff has another role or none, published in the transaction in which it happens. */
public record StaffLeft(AccountId account) {}
