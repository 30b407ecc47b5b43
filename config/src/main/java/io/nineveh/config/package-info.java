/**
 * Typed, strict configuration. A program declares its {@link io.nineveh.config.Setting settings}, reads a properties
 * file into {@link io.nineveh.config.Settings}, and learns of all mistakes at once: an unknown key is an error that
 * names the nearest known one.
 */
package io.nineveh.config;
