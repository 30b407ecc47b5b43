package io.nineveh.broker.api;

/**
 * The ability of a reader to go on where its last read ended without asking the storage anew: such reads cost the same in
 * few large parts and in many small ones. For them a host needs little memory, and passes one part on while the next comes.
 */
public interface StreamedReading {

    /** Whether a read at this position would go on so. */
    boolean goesOnAt(long position);
}
