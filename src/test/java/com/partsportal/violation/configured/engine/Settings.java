package com.partsportal.violation.configured.engine;

public class Settings {}
