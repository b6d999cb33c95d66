package com.partsportal.violation.backwards.customer;

public class Customer {}
