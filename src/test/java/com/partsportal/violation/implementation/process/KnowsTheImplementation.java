package com.partsportal.violation.implementation.process;

import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

record KnowsTheImplementation(ExecutionEntity execution) {}
