package com.partsportal.violation.engine.customer;

import org.camunda.bpm.engine.RuntimeService;

record KnowsTheEngine(RuntimeService runtime) {}
