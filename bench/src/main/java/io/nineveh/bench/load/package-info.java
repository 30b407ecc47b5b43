/** The load driver: clients that work at once, in rounds that take turns between what is compared. */
package io.nineveh.bench.load;
