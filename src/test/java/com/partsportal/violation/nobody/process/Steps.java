package com.partsportal.violation.nobody.process;

public class Steps {}
