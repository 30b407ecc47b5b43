package io.nineveh.backup.repository;

/** Called between the pieces of a transfer; what it throws ends the transfer, of which nothing is visible then. */
@FunctionalInterface
public interface TransferCheckpoint {

    /** Bytes have passed: as many since the last call. */
    void passed(long bytes);
}
