/** The brokers that the server knows: their names and addresses, whether they answer, and which of them to use. */
package io.nineveh.backup.broker;
