/** JMH benchmarks of code that runs once or more for each call, and what runs them. */
package io.nineveh.bench.micro;
