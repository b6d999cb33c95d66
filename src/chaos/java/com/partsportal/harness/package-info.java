/** What the failure test and the benchmark share: the packaged portal and PostgreSQL as processes, and a mail server that is steered. */
@NullMarked
package com.partsportal.harness;

import org.jspecify.annotations.NullMarked;
