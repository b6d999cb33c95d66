package com.partsportal.planted.engine.customer;

import org.camunda.bpm.engine.RuntimeService;

record KnowsTheEngine(RuntimeService runtime) {}
