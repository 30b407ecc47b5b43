/** The story of {@code ./nineveh demo}: real processes, driven as any MySQL client would. */
package io.nineveh.demo;
