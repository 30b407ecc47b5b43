/** What is measured, as rows for programs and as a table for people, and what it is judged by. */
package io.nineveh.bench.report;
