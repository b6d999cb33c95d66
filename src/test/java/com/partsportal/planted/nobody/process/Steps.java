package com.partsportal.planted.nobody.process;

public class Steps {}
