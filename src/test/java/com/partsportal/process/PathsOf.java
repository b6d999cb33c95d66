package com.partsportal.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that take every path of one process: when all tests of the class ran, every flow node has to be visited. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@EngineTest
@ExtendWith(NodeCoverage.class)
@interface PathsOf {

    /** The process's id. */
    String value();
}
