package com.partsportal.planted.backwards.customer;

public class Customer {}
